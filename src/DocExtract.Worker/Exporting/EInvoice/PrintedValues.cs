using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>The values of a document or of one of its lines, as they were read.</summary>
internal readonly record struct PrintedValues(JsonNode? From)
{
    /// <summary>The first of some fields that has a text that XML can hold.</summary>
    public string? Text(params ReadOnlySpan<string> pointers)
    {
        foreach (string pointer in pointers)
        {
            if (FieldValue.Find(From, pointer) is { } field && field.Value.GetValueKind() == JsonValueKind.String && XmlText.Clean(field.AsText()) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    public decimal? Amount(string pointer) => FieldValue.Find(From, pointer)?.AsDecimal();

    public DateOnly? Date(params ReadOnlySpan<string> pointers) =>
        DateOnly.TryParseExact(Text(pointers), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public IEnumerable<PrintedValues> Rows(string property) => ((From as JsonObject)?[property] as JsonArray ?? []).Select(row => new PrintedValues(row));
}
