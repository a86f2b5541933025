using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Checks.Arithmetic;
using DocExtract.Evidence;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract;

/// <summary>
/// A model that leaves out a discount, a charge or what was paid before gives amounts that do not add up. Where the offline reader
/// found what is missing beside its label, and with it, to the cent, they do, it is taken in: printed, named and borne out.
/// </summary>
internal static class Omissions
{
    public const string Rule = "completed";

    /// <summary>More optional amounts than this are not tried in all combinations.</summary>
    private const int Most = 6;

    /// <summary>The reading with what it left out; as it is where nothing is missing or nothing helps.</summary>
    /// <param name="reading">What a model read.</param>
    /// <param name="words">What the words say.</param>
    /// <param name="seen">Where they say it.</param>
    /// <param name="schema">The type.</param>
    public static Reading Complete(Reading reading, Reading words, IReadOnlyList<FieldEvidence> seen, DocumentSchema schema)
    {
        int before = EquationSystem.Of(schema, reading.Data).Broken;
        var missing = before == 0 ? [] : Missing(reading, words, seen, schema).Take(Most).ToList();
        var best = Enumerable.Range(1, (1 << missing.Count) - 1)
            .Select(set => missing.Where((_, i) => (set >> i & 1) == 1).ToList())
            .Select(added => (added, data: With(reading.Data, added)))
            .Select(tried => (tried.added, tried.data, system: EquationSystem.Of(schema, tried.data)))
            .Where(tried => tried.system.Broken < before && tried.added.TrueForAll(field => tried.system.Bears(field.Pointer)))
            .OrderBy(tried => tried.system.Broken).ThenBy(tried => tried.added.Count)
            .FirstOrDefault();
        return best.added is null ? reading : reading with { Data = best.data, Findings = [.. reading.Findings, .. best.added.Select(field => Told(field, seen))] };
    }

    /// <summary>Optional amounts of sums that only the words give, each beside its label.</summary>
    private static IEnumerable<FieldValue> Missing(Reading reading, Reading words, IReadOnlyList<FieldEvidence> seen, DocumentSchema schema) =>
        from pointer in schema.Checks.Where(check => check.Rule == CheckRules.Sum)
            .SelectMany(check => check.Equations).SelectMany(equation => equation.Of.Concat(equation.Minus))
            .Where(term => term.EndsWith('?') && !term.Contains('*')).Select(term => term.TrimEnd('?')).Distinct()
        where FieldValue.Find(reading.Data, pointer) is null
        from amount in FieldValue.Select(words.Data, pointer)
        where seen.Any(place => place.Field == pointer && place.IsLabelled && place.Support >= FieldEvidence.Found)
        select amount;

    private static JsonObject With(JsonObject data, IEnumerable<FieldValue> added)
    {
        var whole = data.DeepClone().AsObject();
        foreach (var field in added)
        {
            whole[field.Pointer[1..]] = field.Value.DeepClone();
        }

        return whole;
    }

    private static Finding Told(FieldValue field, IReadOnlyList<FieldEvidence> seen) => new(
        field.Pointer, Rule, Severity.Info,
        $"{Terms.Name(field.Pointer)} was not given; {field.AsText()} was taken in, printed as '{seen.First(place => place.Field == field.Pointer).Text}' beside its label: with it the amounts agree.");
}
