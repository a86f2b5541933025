using DocExtract.Sources;

namespace DocExtract.Pages;

/// <summary>An XML file embedded in a PDF, such as that of a hybrid e-invoice.</summary>
public sealed record Attachment(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>Whether the content is only its beginning, since the files of the PDF are too large together.</summary>
    public bool IsCut { get; init; }
}

/// <summary>An opened source file: its pages (none for bare XML) and the XML files embedded in it.</summary>
public sealed record Document(SourceFile Source, IReadOnlyList<Page> Pages, IReadOnlyList<Attachment> Attachments)
{
    /// <summary>The document with the pages that were read by OCR to be read again at another size; null where none was.</summary>
    internal Document? LookAgain(CancellationToken cancellationToken)
    {
        var again = Pages.Select(page => page.ReadWords(cancellationToken).Any(word => word.Source == WordSource.Ocr) ? page.Again : null).ToList();
        return again.TrueForAll(page => page is null) ? null : this with { Pages = [.. again.Zip(Pages, (second, first) => second ?? first)] };
    }
}
