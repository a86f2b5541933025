using DocExtract.Evidence;
using DocExtract.Readers;
using DocExtract.Schemas;

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
                [new Finding(pointer, NotOnPage, Severity.Error, $"{Terms.Name(pointer)} was read as '{field.AsText()}', but that was not found on the page.")],
            _ => [],
        });

    private static bool IsFound(IReadOnlyList<FieldEvidence> evidence, string pointer) =>
        evidence.Any(entry => entry.Field == pointer && entry.Support >= FieldEvidence.Found);
}
