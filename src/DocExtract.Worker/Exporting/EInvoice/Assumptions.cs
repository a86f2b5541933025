using System.Globalization;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>What somebody knows of all documents that documents do not say: by business term, and the codes of units as they are printed.</summary>
internal sealed class Assumptions
{
    public static readonly IReadOnlyList<string> Terms = ["BT-3", "BT-40", "BT-55", "BT-80", "BT-120", "BT-129", "BT-130", "BT-151", "BT-152"];

    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, string> _units = [];

    /// <param name="terms">Such as <c>BT-55=DE</c>.</param>
    /// <param name="units">Such as <c>a corpo=LS</c>.</param>
    /// <exception cref="FormatException">Something else, or a code that the term's list does not hold.</exception>
    public Assumptions(IEnumerable<string> terms, IEnumerable<string> units)
    {
        foreach (var (term, value) in terms.Select(text => Split(text, "--assume", "BT-55=DE")))
        {
            _values[term] = Fault(term, value) is { } fault ? throw new FormatException($"--assume {term}={value}: {fault}") : value;
        }

        foreach (var (printed, code) in units.Select(text => Split(text, "--unit", "\"a corpo=LS\"")))
        {
            _units[UnitCodes.Fold(printed)] = UnitCodes.HasShape(code) ? code : throw new FormatException($"--unit {printed}={code}: {UnitFault}");
        }
    }

    private static string UnitFault => "wants a code of UN/ECE Recommendation 20 or 21, such as C62 (one), HUR (hour) or XPX (pallet).";

    /// <summary>The value of a term where a document says nothing; null where nobody knows it.</summary>
    public string? this[string term] => _values.GetValueOrDefault(term);

    /// <summary>BT-129 of lines that print an amount and nothing else.</summary>
    public decimal? Quantity => this["BT-129"] is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>BT-152 of documents that print no rate; their taxes still have to agree with it.</summary>
    public decimal? Rate => RateOf(this["BT-152"]);

    /// <summary>The code that a printed unit stands for.</summary>
    public string? UnitOf(string printed) => _units.GetValueOrDefault(UnitCodes.Fold(printed));

    private static string? Fault(string term, string value) => term switch
    {
        "BT-3" => CodeLists.IsType(value) ? null : "wants a code of UNTDID 1001 for invoices or credit notes, such as 380 or 381.",
        "BT-40" or "BT-55" or "BT-80" => CodeLists.IsCountry(value) ? null : "wants two capital letters of ISO 3166-1, such as DE.",
        "BT-120" => value.Length > 0 ? null : "wants the reason why no VAT is charged.",
        "BT-129" => value == "1" ? null : "wants 1: lines that print only an amount count as one of what they name.",
        "BT-130" => UnitCodes.HasShape(value) ? null : UnitFault,
        "BT-152" => RateOf(value) is >= 0 and <= 100 ? null : "wants a rate in percent, such as 20 or 5.5.",
        "BT-151" => CodeLists.ZeroRates.Contains(value) ? null : $"wants one of {string.Join(", ", CodeLists.ZeroRates)}: what a rate of 0 % means. Other rates are S.",
        _ => $"may be one of {string.Join(", ", Terms)}.",
    };

    private static decimal? RateOf(string? text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal rate) ? rate : null;

    private static (string Name, string Value) Split(string text, string option, string example) =>
        text.LastIndexOf('=') is > 0 and var at ? (text[..at].Trim(), text[(at + 1)..].Trim()) : throw new FormatException($"{option} wants something such as {example}, not '{text}'.");
}
