using System.Text.Json.Nodes;
using DocExtract.Evidence;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>
/// A value that claims to be printed was found on the page, also in rows, where essential fields cannot stand. Of a field with
/// <c>?</c> a zero needs no print: what is nothing is often left out.
/// </summary>
internal static class OnPageRule
{
    public static IEnumerable<Finding> Judge(DeclaredCheck check, JsonObject data, IReadOnlyList<FieldEvidence> evidence) =>
        Unfound(check, data, evidence).Select(field => new Finding(
            field.Pointer, check.Name, Findings.SeverityOf(check),
            $"{Terms.Name(field.Pointer)} was read as '{field.AsText()}', but that was not found on the page."));

    /// <summary>The values of which a check says that they are printed, and that were not found.</summary>
    public static IEnumerable<FieldValue> Unfound(DeclaredCheck check, JsonObject data, IReadOnlyList<FieldEvidence> evidence)
    {
        var found = evidence.Where(entry => entry.Support >= FieldEvidence.Found).Select(entry => entry.Field).ToHashSet();
        bool mayBeNothing = check.Field.EndsWith('?');
        return FieldValue.Select(data, check.Field.TrimEnd('?')).Where(field => !found.Contains(field.Pointer) && !(mayBeNothing && field.AsDecimal() == 0));
    }
}
