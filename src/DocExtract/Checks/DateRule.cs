using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>Every field of format <c>date</c> is a day that exists and lies where documents lie.</summary>
internal static class DateRule
{
    public const string Name = "date";

    private static readonly DateOnly Earliest = new(1990, 1, 1);

    public static IEnumerable<Finding> Judge(DocumentSchema schema, JsonObject data, DateOnly today) =>
        SchemaFields.Leaves(schema.Json).Where(leaf => leaf.Value["format"]?.GetValue<string>() == "date")
            .SelectMany(leaf => FieldValue.Select(data, leaf.Key))
            .Select(field => (field, fault: Fault(field.AsText(), today)))
            .Where(judged => judged.fault is not null)
            .Select(judged => new Finding(
                judged.field.Pointer, Name, Severity.Error,
                $"{Terms.Name(judged.field.Pointer)} is '{judged.field.AsText()}', {judged.fault}."));

    private static string? Fault(string text, DateOnly today) => IsoDate.Parse(text) switch
    {
        null => "which is no day of the calendar as YYYY-MM-DD",
        { } date when date < Earliest => "which lies before 1990",
        { } date when date > today.AddYears(2) => "which lies more than two years ahead",
        _ => null,
    };
}
