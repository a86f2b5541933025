using System.Text.Json.Nodes;
using DocExtract.Evidence;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>A value that claims to be printed was found on the page, also in rows, where essential fields cannot stand.</summary>
internal static class OnPageRule
{
    public static IEnumerable<Finding> Judge(DeclaredCheck check, JsonObject data, IReadOnlyList<FieldEvidence> evidence)
    {
        var found = evidence.Where(entry => entry.Support >= FieldEvidence.Found).Select(entry => entry.Field).ToHashSet();
        return FieldValue.Select(data, check.Field).Where(field => !found.Contains(field.Pointer)).Select(field => new Finding(
            field.Pointer, check.Name, Findings.SeverityOf(check),
            $"{Terms.Name(field.Pointer)} was read as '{field.AsText()}', but that was not found on the page."));
    }
}
