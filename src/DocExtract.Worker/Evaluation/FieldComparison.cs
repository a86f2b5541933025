using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Pages;

namespace DocExtract.Worker.Evaluation;

/// <summary>How a field came out.</summary>
internal enum Outcome
{
    Right,

    Wrong,

    Missing,
}

/// <summary>
/// Compares a value with the truth: numbers exactly, identifiers without spaces, dots and dashes, names by letters and digits,
/// addresses by the words they share.
/// </summary>
internal static class FieldComparison
{
    /// <summary>Token F1 from which an address counts as right.</summary>
    public const double AddressMatch = 0.8;

    public static Outcome Compare(string field, JsonNode truth, JsonNode? found, TruthDocument document) =>
        found is null ? Outcome.Missing : IsRight(field, truth, found, document) ? Outcome.Right : Outcome.Wrong;

    private static bool IsRight(string field, JsonNode truth, JsonNode found, TruthDocument document) => truth.GetValueKind() switch
    {
        JsonValueKind.Number => Number(found) is { } number
            && (number == Number(truth) || (field == "total" && document.OtherTotals.Contains(number))),
        _ when field is "seller.address" or "buyer.address" => TokenF1(Text(truth), Text(found)) >= AddressMatch,
        _ when field == "seller.name" => document.SellerAliases.Append(Text(truth)).Any(name => Folding.Squeeze(name) == Folding.Squeeze(Text(found))),
        _ => Folding.Squeeze(Text(truth)) == Folding.Squeeze(Text(found)),
    };

    public static decimal? Number(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue(out decimal number) ? number : null;

    public static string Text(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node?.ToJsonString() ?? "";

    /// <summary>The harmonic mean of precision and recall of the folded words, each counted as often as it stands there.</summary>
    public static double TokenF1(string truth, string found)
    {
        var (wanted, given) = (WordsOf(truth), WordsOf(found));
        int shared = wanted.GroupBy(word => word).Sum(same => Math.Min(same.Count(), given.Count(word => word == same.Key)));
        return wanted.Count + given.Count == 0 ? 1 : 2.0 * shared / (wanted.Count + given.Count);
    }

    private static List<string> WordsOf(string text) =>
    [
        .. new string([.. Folding.Fold(text).Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries),
    ];
}
