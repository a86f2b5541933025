using DocExtract.Pages;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;

namespace DocExtract.Readers;

/// <summary>A way to read a document: embedded XML, words and geometry, or a vision model.</summary>
public interface IReader
{
    /// <summary>The name in configuration and results: <c>e-invoice</c>, <c>offline</c>, <c>vision</c>.</summary>
    string Name { get; }

    /// <summary>Whether it reads by <see cref="Page.ReadWords"/>, so that reading pages once more at another size may help.</summary>
    bool ReadsWords => false;

    /// <summary>Reads a document; null when there is nothing here for this reader (no XML in it, say).</summary>
    /// <param name="document">The document.</param>
    /// <param name="schema">Its type: named by the caller or told from its words.</param>
    /// <param name="account">Where calls to a model are booked.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Sources.DocumentRejectedException">The document can never be read.</exception>
    /// <exception cref="BudgetExceededException">A budget does not cover the calls that reading takes.</exception>
    Task<Reading?> ReadAsync(Document document, DocumentSchema schema, IModelAccount account, CancellationToken cancellationToken);
}
