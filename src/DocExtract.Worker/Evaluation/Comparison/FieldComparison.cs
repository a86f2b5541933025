using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Schemas;
using DocExtract.Worker.Evaluation.Truth;

namespace DocExtract.Worker.Evaluation.Comparison;

/// <summary>
/// Compares a value with the truth: numbers exactly, identifiers without spaces, dots and dashes, names and texts by their
/// letters and digits, addresses by the words they share.
/// </summary>
internal static class FieldComparison
{
    /// <summary>Token F1 from which an address, and likeness from which a description, counts as right.</summary>
    public const double SameText = 0.8;

    private static readonly string[] Prose = ["name", "description", "unit", "payment_terms", "payment_method", "phone"];

    /// <summary>A header field whose truth is known.</summary>
    /// <param name="field">Name, such as <c>seller.name</c>.</param>
    /// <param name="truth">What is printed; null where it is known that none is.</param>
    /// <param name="found">What was given.</param>
    /// <param name="document">Holds what else counts as right.</param>
    public static FieldResult Compare(string field, JsonNode? truth, JsonNode? found, TruthDocument document)
    {
        if (truth is null || found is null)
        {
            return Cell(field, truth, found);
        }

        var (wanted, given) = (Text(truth), Text(found));
        return field switch
        {
            "seller.name" => Name(field, [wanted, .. document.SellerAliases], given),
            "seller.address" or "buyer.address" => ByLikeness(field, wanted, given, TextLikeness.OfWords(wanted, given)),
            "total" when Number(found) is { } total && document.OtherTotals.Contains(total) => new FieldResult(field, Outcome.Right, wanted, given),
            _ => Cell(field, truth, found),
        };
    }

    /// <summary>A value that is compared by its kind alone, such as a cell of a row.</summary>
    public static FieldResult Cell(string field, JsonNode? truth, JsonNode? found) => (truth, found) switch
    {
        (null, null) => new FieldResult(field, Outcome.Absent, null, null),
        (null, _) => new FieldResult(field, Outcome.Invented, null, Text(found)),
        (_, null) => new FieldResult(field, Outcome.Missing, Text(truth), null),
        _ when field == "description" => ByLikeness(field, Text(truth), Text(found), TextLikeness.OfDescriptions(Text(truth), Text(found))),
        _ => new FieldResult(field, IsSame(field, truth, found) ? Outcome.Right : Outcome.Wrong, Text(truth), Text(found)),
    };

    public static decimal? Number(JsonNode? node) => node is JsonValue value ? new FieldValue("", value).AsDecimal() : null;

    public static string Text(JsonNode? node) => node is JsonValue value ? new FieldValue("", value).AsText() : node?.ToJsonString() ?? "";

    private static bool IsSame(string field, JsonNode truth, JsonNode found) => truth.GetValueKind() switch
    {
        JsonValueKind.Number => Number(found) is { } number && number == Number(truth),
        _ when Prose.Contains(field.Split('.')[^1]) => Folding.Squeeze(Text(truth)) == Folding.Squeeze(Text(found)),
        _ when field == "date" || field.EndsWith("_date", StringComparison.Ordinal) => Text(truth) == Text(found),
        _ => Identifier(Text(truth)) == Identifier(Text(found)),
    };

    private static FieldResult Name(string field, IReadOnlyList<string> names, string found)
    {
        bool same = names.Any(name => Folding.Squeeze(name) == Folding.Squeeze(found));
        return new FieldResult(field, same ? Outcome.Right : Outcome.Wrong, names[0], found, names.Max(name => TextLikeness.OfLetters(name, found)));
    }

    private static FieldResult ByLikeness(string field, string truth, string found, double likeness) =>
        new(field, likeness >= SameText ? Outcome.Right : Outcome.Wrong, truth, found, likeness);

    private static string Identifier(string text) =>
        string.Concat(Folding.Fold(text).Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-')));
}
