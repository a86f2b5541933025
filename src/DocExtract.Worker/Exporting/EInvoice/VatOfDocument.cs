using System.Globalization;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>A printed row of taxes.</summary>
internal sealed record PrintedVat(decimal Rate, decimal? Base, decimal? Tax);

/// <summary>What a document says of its taxes, before its lines are added up.</summary>
internal sealed class VatOfDocument
{
    private readonly Gaps _gaps;
    private readonly decimal? _only;
    private readonly Lazy<ZeroRate?> _zero;

    /// <param name="document">As it was read.</param>
    /// <param name="sign">-1 where amounts stand with the opposite sign.</param>
    /// <param name="assumed">What is known of all documents.</param>
    /// <param name="gaps">Where to say what is missing.</param>
    public VatOfDocument(PrintedValues document, decimal sign, Assumptions assumed, Gaps gaps)
    {
        _gaps = gaps;
        var rows = document.Rows("tax_breakdown").Select(row => (Rate: row.Amount("rate"), Base: row.Amount("base") * sign, Tax: row.Amount("amount") * sign)).ToList();
        rows.RemoveAll(row => row is { Base: 0, Tax: null or 0 }); // Printed forms name all rates, also those that are not charged.
        if (rows.Exists(row => row.Rate is null))
        {
            gaps.Add("BT-119");
        }

        Rows = [.. rows.Where(row => row.Rate is not null).GroupBy(row => row.Rate!.Value).Select(same => new PrintedVat(same.Key, Sum(same.Select(row => row.Base)), Sum(same.Select(row => row.Tax))))];
        Total = document.Amount("/tax_total") * sign;
        _only = Rows is [var one] ? one.Rate : Rows.Count > 0 ? null : Total == 0 ? 0 : assumed.Rate;
        _zero = new(() => ZeroOf(document, assumed));
    }

    /// <summary>The printed rows, one a rate.</summary>
    public IReadOnlyList<PrintedVat> Rows { get; }

    /// <summary>BT-110 as it is printed.</summary>
    public decimal? Total { get; }

    /// <summary>The rate of a line: its own, else the only one that the document has, or is known to have.</summary>
    public VatRate? RateOf(PrintedValues line, int number)
    {
        var rate = line.Amount("tax_rate") ?? _only;
        if (rate is null)
        {
            _gaps.Add("BT-152", "", number);
        }

        return rate is { } percent ? CategoryOf(percent) : null;
    }

    /// <summary>Every rate above 0 is S, in EN 16931 the category of reduced rates too.</summary>
    public VatRate? CategoryOf(decimal percent) => percent > 0 ? new VatRate("S", percent) : _zero.Value is { } zero ? new VatRate(zero.Category, 0) : null;

    /// <summary>BG-23 of a rate.</summary>
    public VatShare Share(VatRate vat, decimal taxable, decimal tax) =>
        vat.Percent == 0 && vat.Category != "Z" ? new VatShare(vat, taxable, tax, _zero.Value!.Reason, _zero.Value.Code) : new VatShare(vat, taxable, tax, null, null);

    private ZeroRate? ZeroOf(PrintedValues document, Assumptions assumed)
    {
        IEnumerable<string?> texts = [document.Text("/payment_terms"), .. document.Rows("lines").Select(line => line.Text("description"))];
        var zero = VatCategories.Of(texts.OfType<string>()) ?? (assumed["BT-151"] is { } category ? new ZeroRate(category, null) : null);
        if (zero is null)
        {
            _gaps.Add("BT-151", "a rate of 0 % does not tell it; where you know what it means in all of these documents: --assume BT-151=Z, E, AE, K or G");
            return null;
        }

        zero = zero with { Reason = zero.Reason ?? assumed["BT-120"] };
        if (zero is { Category: "E", Reason: null })
        {
            _gaps.Add("BT-120");
        }

        if (zero.Category is "AE" or "K" && document.Text("/buyer/vat_id") is null)
        {
            _gaps.Add("BT-48", $"the VAT category {zero.Category} needs it");
        }

        return zero;
    }

    private static decimal? Sum(IEnumerable<decimal?> amounts) => amounts.Aggregate((decimal?)0, (sum, amount) => sum + amount);

    /// <summary>The tax of a rate, as computed by EN 16931.</summary>
    public static decimal TaxOn(decimal taxable, decimal percent) => decimal.Round(taxable * percent / 100, 2, MidpointRounding.AwayFromZero);

    /// <summary>An amount for a sentence.</summary>
    public static string Told(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
