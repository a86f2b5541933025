using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.XPath;
using DocExtract.Checks.Identifiers;

namespace DocExtract.Readers.EInvoice;

/// <summary>Makes values of the texts that stand in an invoice's XML.</summary>
internal static class XmlValues
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>A value, a fault, or neither (nothing worth saying).</summary>
    internal readonly record struct Result(JsonNode? Value, string? Fault);

    /// <summary>The texts that a path finds, white space collapsed; empty ones do not count.</summary>
    public static IReadOnlyList<string> Texts(XPathNavigator from, string path) =>
        [.. from.Select(path).Cast<XPathNavigator>().Select(node => Collapse(node.Value)).Where(text => text.Length > 0)];

    /// <summary>The value of a kind from the texts of each of its paths; at least one is there.</summary>
    public static Result Read(XmlKind kind, IReadOnlyList<IReadOnlyList<string>> texts)
    {
        string first = texts.First(found => found.Count > 0)[0];
        return kind switch
        {
            XmlKind.Text => new(first, null),
            XmlKind.Code => new(string.Concat(first.Where(c => !char.IsWhiteSpace(c))), null),
            XmlKind.Iban => Iban.HasShape(first) ? new(string.Concat(first.Where(c => !char.IsWhiteSpace(c))), null) : default,
            XmlKind.Date => ReadDate(first),
            XmlKind.Address => new(OneLine(texts), null),
            XmlKind.Net => Net(texts),
            XmlKind.AmountUnlessZero => Amount(first, unless: 0),
            XmlKind.AmountUnlessOne => Amount(first, unless: 1),
            _ => Amount(first, unless: null),
        };
    }

    private static Result Amount(string text, decimal? unless) =>
        !decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out decimal amount) ? new(null, $"'{text}' is no decimal number")
        : amount == unless ? default
        : new(JsonValue.Create(amount), null);

    private static Result Net(IReadOnlyList<IReadOnlyList<string>> texts)
    {
        decimal net = 0;
        foreach (var (text, sign) in texts[0].Select(text => (text, 1)).Concat(texts[1].Select(text => (text, -1))))
        {
            if (!decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out decimal amount))
            {
                return new(null, $"'{text}' is no decimal number");
            }

            net += sign * amount;
        }

        return net == 0 ? default : new(JsonValue.Create(net), null);
    }

    /// <summary>UN/CEFACT format 102 (20260131) and ISO 8601, whose time and zone are cut off: they never change an invoice's day.</summary>
    private static Result ReadDate(string text)
    {
        string day = text.Length > 10 && text[10] is 'T' or '+' or 'Z' or ' ' ? text[..10] : text;
        return DateOnly.TryParseExact(day, ["yyyyMMdd", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null)
            : new(null, $"'{text}' is no date");
    }

    /// <summary>Street lines, then postcode and city; postcode and city are the last two paths.</summary>
    private static string OneLine(IReadOnlyList<IReadOnlyList<string>> texts)
    {
        var streets = texts.SkipLast(2).SelectMany(found => found);
        string town = string.Join(' ', texts.TakeLast(2).SelectMany(found => found.Take(1)));
        return string.Join(", ", streets.Append(town).Where(part => part.Length > 0));
    }

    private static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
