using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>A date does not lie before others.</summary>
internal static class OrderRule
{
    public static IEnumerable<Finding> Judge(DeclaredCheck check, JsonObject data) =>
        from later in FieldValue.Select(data, check.Field)
        from earlier in check.Of.SelectMany(pattern => FieldValue.Select(data, Terms.Bind(pattern.TrimEnd('?'), later.Pointer)))
        where IsoDate.Parse(later.AsText()) < IsoDate.Parse(earlier.AsText())
        select new Finding(
            later.Pointer, check.Name, Findings.SeverityOf(check),
            $"{Terms.Name(later.Pointer)} {later.AsText()} lies before {Terms.Name(earlier.Pointer)} {earlier.AsText()}.");
}
