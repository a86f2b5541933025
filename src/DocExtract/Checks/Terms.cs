using System.Globalization;
using System.Text.Json.Nodes;
using DocExtract.Checks.Arithmetic;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>The values of a reading that a declared check's pointers name.</summary>
internal static class Terms
{
    /// <summary>The largest amount that is taken for one; beyond it sums would no longer be exact.</summary>
    public const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>What a pointer names; null when the rule cannot be judged, since a value is absent or a row lacks it.</summary>
    /// <param name="data">The reading.</param>
    /// <param name="pointer">A pattern, bound to a row or not; with <c>?</c> at the end it may be absent. Or a number.</param>
    public static Term? Resolve(JsonObject data, string pointer)
    {
        if (Constant(pointer) is { } constant)
        {
            return Term.Of("", [new("", constant)]);
        }

        string pattern = pointer.TrimEnd('?');
        var found = FieldValue.Select(data, pattern).Select(field => (field.Pointer, Amount: field.AsDecimal())).ToList();
        bool whole = found.Count == Expected(data, pattern) && found.Count > 0 && found.TrueForAll(value => value.Amount is >= -Largest and <= Largest);
        return whole ? Term.Of(pattern, found.Select(value => KeyValuePair.Create(value.Pointer, value.Amount!.Value)))
            : pointer.EndsWith('?') && found.Count == 0 ? Term.Absent(pattern)
            : null;
    }

    /// <summary>The number that stands in a check in place of a pointer; null if it is a pointer.</summary>
    public static decimal? Constant(string pointer) =>
        decimal.TryParse(pointer, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) ? value : null;

    /// <summary>The pointer with its row numbers taken from another: <c>/lines/*/quantity</c> beside <c>/lines/2/amount</c> is <c>/lines/2/quantity</c>.</summary>
    public static string Bind(string pattern, string pointer)
    {
        string[] steps = pattern.Split('/');
        string[] row = pointer.Split('/');
        for (int i = 0; i < steps.Length && i < row.Length && (steps[i] == "*" || steps[i] == row[i]); i++)
        {
            steps[i] = row[i];
        }

        return string.Join('/', steps);
    }

    /// <summary>Amounts in messages: as they are, with a point.</summary>
    public static string Show(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Amounts that were worked out: without the zeros that working out leaves behind.</summary>
    public static string Tidy(decimal value) =>
        value.ToString(value == decimal.Truncate(value) ? "0" : "0.00######", CultureInfo.InvariantCulture);

    /// <summary>A field's name for people: <c>/lines/2/amount</c> is "amount of lines row 3".</summary>
    public static string Name(string pointer)
    {
        string[] steps = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return steps is [var list, var row, .. var rest] && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? $"{string.Join(' ', rest).Replace('_', ' ')} of {list.Replace('_', ' ')} row {index + 1}"
            : string.Join(' ', steps.Where(step => step != "*")).Replace('_', ' ');
    }

    /// <summary>How many values there would be if every row had one.</summary>
    private static int Expected(JsonObject data, string pattern)
    {
        int star = pattern.IndexOf("/*", StringComparison.Ordinal);
        return star < 0 ? 1 : (Node(data, pattern[..star]) as JsonArray)?.Count ?? 0;
    }

    private static JsonNode? Node(JsonNode data, string pointer) =>
        pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)data, (node, step) => (node as JsonObject)?[step]);
}
