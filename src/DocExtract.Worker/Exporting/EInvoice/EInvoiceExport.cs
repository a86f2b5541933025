using System.Xml;
using DocExtract.Worker.Asking;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>How many documents were written, and how many could not be.</summary>
internal sealed record EInvoiceCounts(long Written, long LeftOut);

/// <summary>Writes documents as e-invoices, a file each; says of every other what it lacks.</summary>
/// <param name="syntax">In which syntax.</param>
/// <param name="assumed">What is known of all documents.</param>
/// <param name="folder">Where to.</param>
/// <param name="say">Told of documents that are left out.</param>
internal sealed class EInvoiceExport(EInvoiceSyntax syntax, Assumptions assumed, DirectoryInfo folder, Action<string> say)
{
    private const int LongestNumber = 80;

    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", CloseOutput = false };

    public async Task<EInvoiceCounts> WriteAsync(IAsyncEnumerable<ExportedDocument> documents)
    {
        long written = 0, left = 0;
        await foreach (var document in documents)
        {
            var (invoice, gaps) = InvoiceBuilder.Build(new PrintedValues(document.Data), assumed, syntax.CreditNotesNeedTerms);
            if (invoice is null)
            {
                left++;
                say(AnswerWriter.Plain($"Document {document.Id} ({document.FileName}) is not exported: {gaps.Describe()}.").ReplaceLineEndings(" "));
                continue;
            }

            await WriteAsync(document.Id, invoice);
            written++;
        }

        return new EInvoiceCounts(written, left);
    }

    private async Task WriteAsync(long id, SemanticInvoice invoice)
    {
        await using var file = new WholeFile(Path.Combine(folder.FullName, $"{id}-{NameOf(invoice.Number)}.xml"));
        using (var xml = XmlWriter.Create(file.Text, Settings))
        {
            syntax.Write(invoice, xml);
        }

        await file.FinishAsync();
    }

    /// <summary>A document's number as part of a file's name on any system.</summary>
    private static string NameOf(string number)
    {
        string name = string.Concat(number.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
        return name[..Math.Min(name.Length, LongestNumber)].TrimEnd('.');
    }
}
