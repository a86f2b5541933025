using DocExtract.Sources;

namespace DocExtract.Pages;

/// <summary>A file embedded in a PDF, such as the XML of a hybrid e-invoice.</summary>
public sealed record Attachment(string Name, ReadOnlyMemory<byte> Content);

/// <summary>An opened source file: its pages (none for bare XML) and embedded files.</summary>
public sealed record Document(SourceFile Source, IReadOnlyList<Page> Pages, IReadOnlyList<Attachment> Attachments)
{
    /// <summary>The document with the pages that were read by OCR to be read again at another size; null where none was.</summary>
    internal Document? LookAgain(CancellationToken cancellationToken)
    {
        var again = Pages.Select(page => page.ReadWords(cancellationToken).Any(word => word.Source == WordSource.Ocr) ? page.Again : null).ToList();
        return again.TrueForAll(page => page is null) ? null : this with { Pages = [.. again.Zip(Pages, (second, first) => second ?? first)] };
    }
}
