using System.Text.Json.Nodes;
using DocExtract.Worker.Evaluation.Truth;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Evaluation.Comparison;

/// <summary>Holds an extraction against the truth of its document.</summary>
internal static class DocumentComparison
{
    public static DocumentResult Compare(TruthDocument document, Extraction extraction)
    {
        string verdict = WireNames.Of(extraction.Verdict);
        string? code = extraction.Rejection is { } rejection ? WireNames.Of(rejection.Code) : null;
        bool? expected = document.Verdict is { } wanted ? wanted.Verdict == verdict && (wanted.Code is null || wanted.Code == code) : null;
        return new DocumentResult(
            document.Id, verdict, code, expected, document.Complete, extraction.Reader,
            Math.Max(1, extraction.Pages), extraction.Duration.TotalSeconds,
            [.. Known(document, extraction), .. Unprinted(document, extraction.Data)], Lines(document, extraction.Data));
    }

    /// <summary>Fields of which the truth says something.</summary>
    private static IEnumerable<FieldResult> Known(TruthDocument document, Extraction extraction) => Fields.All(document.Values)
        .Where(known => known.Value is not null)
        .Select(known => FieldComparison.Compare(
            known.Field, known.Value, known.Field == "document_type" ? extraction.DocumentType : Fields.Find(extraction.Data, known.Field), document));

    /// <summary>Fields that are known not to be printed: given (invented) or rightly left out.</summary>
    private static IEnumerable<FieldResult> Unprinted(TruthDocument document, JsonObject data) => Fields.All(data).Select(given => given.Field)
        .Concat(Fields.All(document.Values).Where(known => known.Value is null).Select(known => known.Field))
        .Concat(document.NotPrinted)
        .Distinct()
        .Where(field => field != "lines" && Fields.At(data, field) is null or JsonValue)
        .Where(field => document.IsKnownAbsent(field) && (Fields.TwinOf(field) is not { } twin || document.IsKnownAbsent(twin)))
        .Select(field => FieldComparison.Compare(field, null, Fields.At(data, field), document));

    private static IReadOnlyList<RowResult>? Lines(TruthDocument document, JsonObject data) =>
        document.Values["lines"] is JsonArray lines ? LineComparison.Compare(lines, data["lines"] as JsonArray)
        : document.IsKnownAbsent("lines") ? LineComparison.Compare([], data["lines"] as JsonArray)
        : null;
}
