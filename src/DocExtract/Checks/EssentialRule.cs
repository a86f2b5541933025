using DocExtract.Evidence;
using DocExtract.Readers;
using DocExtract.Schemas;
using DocExtract.Values;

namespace DocExtract.Checks;

/// <summary>Nothing is accepted without its essential fields, and none of them without having been found in the document.</summary>
internal static class EssentialRule
{
    public const string Missing = "missing";

    public const string NotOnPage = "not-on-page";

    public static IEnumerable<Finding> Judge(DocumentSchema schema, Reading reading, IReadOnlyList<FieldEvidence> evidence) =>
        schema.Essential.SelectMany<string, Finding>(pointer => FieldValue.Select(reading.Data, pointer).ToList() switch
        {
            [] => [new Finding(pointer, Missing, Severity.Error, $"No {Terms.Name(pointer)} was read; without it nothing is accepted.")],
            [var field] when !IsFound(evidence, pointer) =>
                [new Finding(pointer, NotOnPage, Severity.Error, $"{Terms.Name(pointer)} was read as '{field.AsText()}', but {Why(evidence, field)}.")],
            _ => [],
        });

    private static bool IsFound(IReadOnlyList<FieldEvidence> evidence, string pointer) =>
        evidence.Any(entry => entry.Field == pointer && entry.Support >= FieldEvidence.Found);

    private static string Why(IReadOnlyList<FieldEvidence> evidence, FieldValue field) =>
        Currencies.IsCode(field.AsText()) && evidence.FirstOrDefault(entry => entry.Field == field.Pointer) is { } seen && Currencies.Read(seen.Text) is [_, _, ..] sharing
            ? $"the page prints only '{seen.Text}', whose symbol {string.Join(", ", sharing)} share, and neither a code nor the country tells that it is {field.AsText()}"
            : "that was not found on the page";
}
