using System.Globalization;

namespace DocExtract.Samples.Model;

/// <summary>The words and formats of one language's (and country's) invoices.</summary>
internal sealed record Language
{
    public required string Code { get; init; }

    /// <summary>Decimal sign, then the sign between thousands (may be empty).</summary>
    public required (string Decimal, string Group) Separators { get; init; }

    /// <summary>Such as <c>{0} €</c>.</summary>
    public required string MoneyFormat { get; init; }

    /// <summary>Such as <c>{0} %</c>.</summary>
    public string PercentFormat { get; init; } = "{0} %";

    /// <summary>A pattern of .NET; <c>MMMM</c> comes from <see cref="Months"/>.</summary>
    public required string DatePattern { get; init; }

    /// <summary>Names of the months, where dates are written out.</summary>
    public IReadOnlyList<string> Months { get; init; } = [];

    public required InvoiceWords Words { get; init; }

    public string Number(decimal value) => Write(value, "#,##0.00");

    public string Money(decimal value) => (value < 0 ? "-" : "") + string.Format(CultureInfo.InvariantCulture, MoneyFormat, Number(Math.Abs(value)));

    /// <summary>Without needless decimals.</summary>
    public string Quantity(decimal value) => Write(value, "#,##0.###");

    public string Percent(decimal rate) => string.Format(CultureInfo.InvariantCulture, PercentFormat, Write(rate, "0.##"));

    public string Date(DateOnly date)
    {
        string pattern = Months.Count == 0 ? DatePattern : DatePattern.Replace("MMMM", $"'{Months[date.Month - 1]}'", StringComparison.Ordinal);
        return date.ToString(pattern, CultureInfo.InvariantCulture);
    }

    private string Write(decimal value, string format) => string.Concat(
        value.ToString(format, CultureInfo.InvariantCulture).Select(c => c switch
        {
            '.' => Separators.Decimal,
            ',' => Separators.Group,
            _ => c.ToString(),
        }));
}

/// <summary>The printed labels, in the language's usual words.</summary>
internal sealed record InvoiceWords
{
    public required string Invoice { get; init; }

    public required string CreditNote { get; init; }

    public required string Number { get; init; }

    public required string Date { get; init; }

    public required string Due { get; init; }

    public required string Delivered { get; init; }

    public required string Order { get; init; }

    public required string BilledTo { get; init; }

    public required string Page { get; init; }

    public required string Position { get; init; }

    public required string Item { get; init; }

    public required string Description { get; init; }

    public required string Quantity { get; init; }

    public required string Unit { get; init; }

    public required string UnitPrice { get; init; }

    public required string Discount { get; init; }

    public required string Rate { get; init; }

    public required string Amount { get; init; }

    public required string LineSum { get; init; }

    public required string Subtotal { get; init; }

    /// <summary>Such as <c>VAT</c>: the rate follows.</summary>
    public required string Tax { get; init; }

    /// <summary>Between the rate and the amount it is taken of.</summary>
    public required string Of { get; init; }

    public required string TaxTotal { get; init; }

    public required string Total { get; init; }

    public required string Rounding { get; init; }

    public required string Prepaid { get; init; }

    public required string AmountDue { get; init; }

    public required string Carried { get; init; }

    public required string VatId { get; init; }

    /// <summary>Only where firms print a tax number that is not the VAT number.</summary>
    public string TaxNumber { get; init; } = "";

    /// <summary>Of the register of companies.</summary>
    public required string Registration { get; init; }

    public required string Phone { get; init; }

    public required string Bank { get; init; }

    public required string Terms { get; init; }
}
