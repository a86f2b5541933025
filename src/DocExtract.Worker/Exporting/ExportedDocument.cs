using System.Text.Json.Nodes;

namespace DocExtract.Worker.Exporting;

/// <summary>A finished document as it leaves for another system.</summary>
/// <param name="Id">As reports name it.</param>
/// <param name="FileName">The file's name; of a part of a file also its pages.</param>
/// <param name="Type">Its document type.</param>
/// <param name="FirstPage">First page of its file; null where it is the whole file.</param>
/// <param name="LastPage">Last page of its file; null where it is the whole file.</param>
/// <param name="Confidence">How likely all of it is right; null for what was read before that was weighed.</param>
/// <param name="IsCorrected">Whether a person corrected values of it.</param>
/// <param name="FinishedAt">When it was read, UTC.</param>
/// <param name="SourceUri">Address of its file.</param>
/// <param name="Data">The values as they stand now, by the type's schema.</param>
internal sealed record ExportedDocument(
    long Id, string FileName, string Type, int? FirstPage, int? LastPage, double? Confidence, bool IsCorrected, DateTime FinishedAt, string SourceUri, JsonObject Data);
