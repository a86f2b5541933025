using DocExtract.Sources;

namespace DocExtract.Pages;

/// <summary>A file embedded in a PDF, such as the XML of a hybrid e-invoice.</summary>
public sealed record Attachment(string Name, ReadOnlyMemory<byte> Content);

/// <summary>An opened source file: its pages (none for bare XML) and embedded files.</summary>
public sealed record Document(SourceFile Source, IReadOnlyList<Page> Pages, IReadOnlyList<Attachment> Attachments);
