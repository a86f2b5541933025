using System.Text.Json.Nodes;
using DocExtract.Checks.Identifiers;
using DocExtract.Evidence;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>A field is an identifier or code that can be proven wrong by itself.</summary>
internal static class CodeRule
{
    /// <param name="check">The declared check.</param>
    /// <param name="data">The reading.</param>
    /// <param name="fault">What is wrong with a value, to end a sentence; null when nothing is.</param>
    public static IEnumerable<Finding> Judge(DeclaredCheck check, JsonObject data, Func<string, string?> fault) =>
        from field in FieldValue.Select(data, check.Field)
        let wrong = fault(field.AsText())
        where wrong is not null
        select new Finding(field.Pointer, check.Name, Findings.SeverityOf(check), $"{Terms.Name(field.Pointer)} is '{field.AsText()}', but {wrong}.");

    /// <summary>The same, but only a warning where the document itself says so in text that needs no OCR: then it is not a misreading.</summary>
    public static IEnumerable<Finding> JudgeUnlessPrinted(
        DeclaredCheck check, JsonObject data, IReadOnlyList<FieldEvidence> evidence, Func<string, string?> fault) =>
        Judge(check, data, fault).Select(finding => IsPrinted(finding.Field, evidence)
            ? finding with { Severity = Severity.Warning, Message = $"{finding.Message} It is printed so." }
            : finding);

    /// <summary>The first value of the fields that the check names beside its own; null where none was read.</summary>
    public static string? Beside(DeclaredCheck check, JsonObject data) =>
        check.Of.SelectMany(pattern => FieldValue.Select(data, pattern.TrimEnd('?'))).Select(field => field.AsText()).FirstOrDefault();

    /// <summary>The country that they tell by the letters in front of them.</summary>
    public static string? CountryBeside(DeclaredCheck check, JsonObject data) =>
        check.Of.SelectMany(pattern => FieldValue.Select(data, pattern.TrimEnd('?'))).Select(field => field.AsText().Trim().ToUpperInvariant())
            .Where(text => text.Length > 2 && Countries.IsCode(text[..2])).Select(text => text[..2]).FirstOrDefault();

    private static bool IsPrinted(string field, IReadOnlyList<FieldEvidence> evidence) =>
        evidence.Any(place => place.Field == field && place.Support >= FieldEvidence.Found && place.Source != EvidenceSource.Ocr);
}
