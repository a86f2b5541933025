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
            .Select(added => (added, data: With(reading.Data, words.Data, added)))
            .Select(tried => (tried.added, tried.data, system: EquationSystem.Of(schema, tried.data)))
            .Where(tried => tried.system.Broken < before && tried.added.TrueForAll(tried.system.Bears))
            .OrderBy(tried => tried.system.Broken).ThenBy(tried => tried.added.Count)
            .FirstOrDefault();
        return best.added is null ? reading : reading with { Data = best.data, Findings = [.. reading.Findings, .. best.added.Select(term => Told(term, words, seen))] };
    }

    /// <summary>
    /// Terms of sums that only the words give: amounts outside of rows that may be absent, and whole tables; each beside its label, or
    /// borne out by the other amounts that the words give.
    /// </summary>
    private static IEnumerable<string> Missing(Reading reading, Reading words, IReadOnlyList<FieldEvidence> seen, DocumentSchema schema)
    {
        var borne = EquationSystem.Of(schema, words.Data);
        return schema.Checks.Where(check => check.Rule == CheckRules.Sum)
            .SelectMany(check => check.Equations).SelectMany(equation => equation.Of.Concat(equation.Minus))
            .Where(term => term.EndsWith('?') || term.Contains('*')).Select(term => term.TrimEnd('?')).Distinct()
            .Where(term => reading.Data[Name(term)] is null && FieldValue.Select(words.Data, term).ToList() is { Count: > 0 } given
                && given.TrueForAll(value => seen.Any(place => place.Field == value.Pointer && place.Support >= FieldEvidence.Found && (place.IsLabelled || borne.Bears(term)))));
    }

    private static JsonObject With(JsonObject data, JsonObject words, IEnumerable<string> terms)
    {
        var whole = data.DeepClone().AsObject();
        foreach (string name in terms.Select(Name))
        {
            whole[name] = words[name]!.DeepClone();
        }

        return whole;
    }

    /// <summary>The field, or the table, that a term stands in.</summary>
    private static string Name(string term) => term.Split('/')[1];

    private static Finding Told(string term, Reading words, IReadOnlyList<FieldEvidence> seen)
    {
        var pointers = FieldValue.Select(words.Data, term).Select(value => value.Pointer).ToHashSet();
        return new Finding(
            $"/{Name(term)}", Rule, Severity.Info,
            $"{Terms.Name($"/{Name(term)}")} was not given, and was taken in as it is printed: {string.Join(" and ", seen.Where(place => pointers.Contains(place.Field)).Select(place => $"'{place.Text}'"))}. With it the amounts agree.");
    }
}
