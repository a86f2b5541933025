using System.Text.Json.Nodes;

namespace DocExtract.Worker.Evaluation.Truth;

/// <summary>The header fields of a document by name, such as <c>seller.name</c>. Tables are compared by rows, not here.</summary>
internal static class Fields
{
    /// <summary>
    /// Fields that say the same in different document types: a receipt that was taken for an invoice is a mistake of
    /// <c>document_type</c>, counted once; its date is still its date.
    /// </summary>
    private static readonly (string Invoice, string Receipt)[] Twins = [("invoice_date", "date"), ("invoice_number", "receipt_number")];

    /// <summary>Every value outside of tables; null where the truth says that none is printed.</summary>
    public static IEnumerable<(string Field, JsonNode? Value)> All(JsonObject parent, string prefix = "") => parent.SelectMany(child => child.Value switch
    {
        JsonObject inner => All(inner, $"{prefix}{child.Key}."),
        JsonArray => [],
        _ => [(prefix + child.Key, child.Value)],
    });

    /// <summary>The value of that name, or of the field that says the same in another document type.</summary>
    public static JsonNode? Find(JsonObject values, string field) =>
        At(values, field) ?? (TwinOf(field) is { } twin ? At(values, twin) : null);

    /// <summary>The value of exactly that name.</summary>
    public static JsonNode? At(JsonObject values, string field) =>
        field.Split('.').Aggregate((JsonNode?)values, (node, name) => (node as JsonObject)?[name]);

    /// <summary>True where the field, or the object that would hold it, is there and null.</summary>
    public static bool IsNull(JsonObject values, string field)
    {
        JsonNode? node = values;
        foreach (string name in field.Split('.'))
        {
            if (node is not JsonObject parent || !parent.TryGetPropertyValue(name, out node))
            {
                return false;
            }

            if (node is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The field that says the same in another document type; null where there is none.</summary>
    public static string? TwinOf(string field) => Twins
        .Where(pair => pair.Invoice == field || pair.Receipt == field)
        .Select(pair => pair.Invoice == field ? pair.Receipt : pair.Invoice)
        .FirstOrDefault();
}
