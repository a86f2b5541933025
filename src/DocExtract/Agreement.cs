using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Pages;
using DocExtract.Schemas;

namespace DocExtract;

/// <summary>Two readings of one document, held against each other: where they differ, one of them is wrong.</summary>
internal static class Agreement
{
    private const string Rule = "readings-differ";

    /// <summary>The first reading, in review where an independent one gives another amount, essential value, account or tax identifier.</summary>
    public static Extraction Of(Extraction first, JsonObject other, DocumentSchema schema)
    {
        HashSet<string> decisive = [.. schema.Essential, .. schema.Checks.Where(check => check.Rule is CheckRules.Iban or CheckRules.TaxId).Select(check => check.Field)];
        var fields = FieldValue.All(first.Data).Concat(FieldValue.All(other))
            .Where(value => value.AsDecimal() is not null || decisive.Contains(value.Pointer))
            .Select(value => value.Pointer)
            .Distinct();
        IReadOnlyList<Finding> differences = [.. fields.Select(field => Difference(field, At(first.Data, field), At(other, field))).OfType<Finding>()];
        return differences.Count == 0
            ? first
            : first with { Findings = [.. first.Findings, .. differences], Verdict = Verdict.NeedsReview };
    }

    /// <summary>Whether two values are the same: numbers by what they are worth; texts but for spaces and marks, which every reader loses.</summary>
    public static bool AreSame(FieldValue one, FieldValue other) => one.AsDecimal() is { } amount
        ? other.AsDecimal() == amount
        : Folding.Squeeze(one.AsText()) == Folding.Squeeze(other.AsText());

    private static FieldValue? At(JsonObject data, string pointer) => FieldValue.Find(data, pointer);

    private static Finding? Difference(string field, FieldValue? first, FieldValue? other) =>
        first is { } one && other is { } two && AreSame(one, two) ? null : new Finding(
            field, Rule, Severity.Error,
            $"Read as {first?.AsText() ?? "nothing"} and, read independently once more, as {other?.AsText() ?? "nothing"}. Look which is printed.");
}
