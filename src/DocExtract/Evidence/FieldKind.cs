using System.Globalization;
using System.Text.Json;
using DocExtract.Schemas;
using DocExtract.Values;

namespace DocExtract.Evidence;

/// <summary>How a value is looked for.</summary>
internal enum FieldKind
{
    Amount,

    /// <summary>A percentage: also found as a bare number.</summary>
    Rate,

    /// <summary>A count or measure: also found glued to its unit.</summary>
    Quantity,
    Date,
    Time,
    Currency,

    /// <summary>Numbers and codes of which every character counts.</summary>
    Identifier,
    Text,
}

/// <summary>
/// Tells a value's kind from its JSON type, its shape and the last part of its name, so that new document types need no code.
/// </summary>
internal static class FieldKinds
{
    private static readonly string[] IdentifierNames = ["number", "id", "iban", "bic", "code", "reference", "phone", "account", "gtin"];

    internal static FieldKind Of(FieldValue field)
    {
        string name = field.Pattern[(field.Pattern.LastIndexOf('/') + 1)..];
        return field.Value.GetValueKind() switch
        {
            JsonValueKind.Number when name.Contains("rate") || name.Contains("percent") => FieldKind.Rate,
            JsonValueKind.Number when name.Contains("quantity") => FieldKind.Quantity,
            JsonValueKind.Number => FieldKind.Amount,
            _ => OfText(field.AsText(), name),
        };
    }

    /// <summary>Whether a pointer's name is that of a number or code.</summary>
    internal static bool IsIdentifier(string pointer) => IdentifierNames.Contains(pointer[(pointer.LastIndexOfAny(['/', '_']) + 1)..]);

    /// <summary>The day an ISO 8601 date names.</summary>
    internal static DateOnly? DateOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static FieldKind OfText(string text, string name) => name switch
    {
        _ when DateOf(text) is not null => FieldKind.Date,
        _ when Currencies.IsCode(text) && name.Contains("currency") => FieldKind.Currency,
        "time" => FieldKind.Time,
        _ when IdentifierNames.Contains(name[(name.LastIndexOf('_') + 1)..]) => FieldKind.Identifier,
        _ => FieldKind.Text,
    };
}
