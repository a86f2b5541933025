namespace DocExtract.Schemas;

/// <summary>The rules that <c>checks.json</c> may use, and what each needs; <see cref="Checks.DeclaredRules"/> judges them.</summary>
public static class CheckRules
{
    /// <summary>The field is the sum of some fields less others.</summary>
    public const string Sum = "sum";

    /// <summary>In every row, the field is the product of some fields, divided by others, less others.</summary>
    public const string Product = "product";

    /// <summary>In every row, the field is so many percent (second of <c>of</c>) of the base (first).</summary>
    public const string Percent = "percent";

    /// <summary>The field's date is none of the other dates' predecessor.</summary>
    public const string Order = "order";

    /// <summary>The field is an IBAN whose check digits hold (ISO 13616, mod 97).</summary>
    public const string Iban = "iban";

    /// <summary>The field is a tax identifier that has its country's form and whose check digits hold; of unknown kinds nothing is said.</summary>
    public const string TaxId = "tax-id";

    /// <summary>The field is a code of ISO 4217.</summary>
    public const string Currency = "currency";

    /// <summary>The field, in every row, was found on the page; with <c>?</c> at its end unless it is zero.</summary>
    public const string OnPage = "on-page";

    /// <summary>The rows of a table, told by a column of them, are proven whole: by their sum, their numbers, a printed count or the column itself.</summary>
    public const string Complete = "complete";

    /// <summary>The field is one of <see cref="DeclaredCheck.Values"/>, in small or capital letters.</summary>
    public const string Allowed = "allowed";

    /// <summary>The field has the form of a BIC (ISO 9362); where <c>of</c> names an IBAN, of the same country.</summary>
    public const string Bic = "bic";

    /// <summary>The field is a country's code of two letters (ISO 3166-1).</summary>
    public const string Country = "country";

    /// <summary>The field is a number of a business register, told by the country of the VAT ids and IBANs in <c>of</c>: SIREN and SIRET; EIN by its form.</summary>
    public const string Register = "register";

    /// <summary>The field holds no more of a payment card's number than its last four digits.</summary>
    public const string Card = "card";

    private static readonly Dictionary<string, Shape> Shapes = new()
    {
        [Sum] = new("number", 1, int.MaxValue, Minus: true, By: false, Or: true, Rows: false),
        [Product] = new("number", 2, int.MaxValue, Minus: true, By: true, Or: true, Rows: true),
        [Percent] = new("number", 2, 2, Minus: false, By: false, Or: false, Rows: true),
        [Order] = new("string", 1, int.MaxValue, Minus: false, By: false, Or: false, Rows: true),
        [Iban] = new("string", 0, 0, Minus: false, By: false, Or: false, Rows: true),
        [TaxId] = new("string", 0, 0, Minus: false, By: false, Or: false, Rows: true),
        [Currency] = new("string", 0, 0, Minus: false, By: false, Or: false, Rows: true),
        [OnPage] = new(null, 0, 0, Minus: false, By: false, Or: false, Rows: true),
        [Allowed] = new("string", 0, 0, Minus: false, By: false, Or: false, Rows: true),
        [Bic] = new("string", 0, 1, Minus: false, By: false, Or: false, Rows: true),
        [Country] = new("string", 0, 0, Minus: false, By: false, Or: false, Rows: true),
        [Register] = new("string", 0, int.MaxValue, Minus: false, By: false, Or: false, Rows: true),
        [Card] = new("string", 0, 0, Minus: false, By: false, Or: false, Rows: true),
        [Complete] = new("number", 0, 0, Minus: false, By: false, Or: false, Rows: true),
    };

    /// <summary>All rules.</summary>
    public static IReadOnlyCollection<string> Names => Shapes.Keys;

    internal static Shape? ShapeOf(string rule) => Shapes.GetValueOrDefault(rule);

    /// <summary>What a rule needs.</summary>
    /// <param name="Type">JSON type of every field it names; null: any.</param>
    /// <param name="AtLeast">Fewest entries of <c>of</c>.</param>
    /// <param name="AtMost">Most entries of <c>of</c>.</param>
    /// <param name="Minus">Whether it subtracts.</param>
    /// <param name="By">Whether it divides.</param>
    /// <param name="Or">Whether it has other equations.</param>
    /// <param name="Rows">Whether its field may stand in rows.</param>
    internal sealed record Shape(string? Type, int AtLeast, int AtMost, bool Minus, bool By, bool Or, bool Rows);
}
