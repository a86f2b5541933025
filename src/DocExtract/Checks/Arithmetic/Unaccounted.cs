using System.Text.Json.Nodes;
using DocExtract.Evidence;
using DocExtract.Schemas;

namespace DocExtract.Checks.Arithmetic;

/// <summary>
/// Optional amounts, such as a discount or what was paid before, that no sum which holds takes up and no label on the page names:
/// nothing holds them to account, so a number from anywhere may have been taken for one.
/// </summary>
internal static class Unaccounted
{
    public const string Rule = "unaccounted";

    public static IEnumerable<Finding> Judge(DocumentSchema schema, EquationSystem system, JsonObject data, IReadOnlyList<FieldEvidence> evidence)
    {
        var borne = system.Upheld();
        return from pointer in Optional(schema)
               from amount in FieldValue.Select(data, pointer)
               where amount.AsDecimal() is not (null or 0) && !borne.Contains(pointer) && !evidence.Any(place => place.Field == pointer && place.IsLabelled)
               select new Finding(
                   pointer, Rule, Severity.Error,
                   $"{Terms.Name(pointer)} was read as {amount.AsText()}, but no sum takes it up, and no label on the page names it.");
    }

    /// <summary>What sums may do without, and none has to have.</summary>
    private static IEnumerable<string> Optional(DocumentSchema schema)
    {
        var terms = schema.Checks.Where(check => check.Rule == CheckRules.Sum)
            .SelectMany(check => check.Equations).SelectMany(equation => equation.Of.Concat(equation.Minus).Append(equation.Field!)).ToHashSet();
        return terms.Where(term => term.EndsWith('?') && !term.Contains('*')).Select(term => term.TrimEnd('?')).Where(pointer => !terms.Contains(pointer));
    }
}
