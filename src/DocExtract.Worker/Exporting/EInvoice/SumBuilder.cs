using static DocExtract.Worker.Exporting.EInvoice.VatOfDocument;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>Allowances and charges, taxes and totals, by the arithmetic of EN 16931 (BR-CO-10 to BR-CO-17); what is printed has to agree.</summary>
internal sealed class SumBuilder(PrintedValues document, decimal sign, IReadOnlyList<InvoiceLine> lines, VatOfDocument vat, Gaps gaps)
{
    private const decimal Cent = 0.01m;

    /// <summary>The most by which a printed tax may differ from its rate: half of what validators grant.</summary>
    private const decimal MostOff = 0.5m;

    private readonly Dictionary<VatRate, decimal> _ofLines = lines.GroupBy(line => line.Vat).ToDictionary(same => same.Key, same => same.Sum(line => line.Amount));

    /// <summary>BG-20 and BG-21: what is printed as one amount, for each rate.</summary>
    public IReadOnlyList<AllowanceCharge> AllowancesAndCharges()
    {
        decimal allowance = Printed("/discount_total", "BT-92"), charge = Printed("/charge_total", "BT-99");
        if (allowance == 0 && charge == 0)
        {
            return [];
        }

        if (_ofLines.Count == 1 && vat.Rows.All(row => vat.CategoryOf(row.Rate) == _ofLines.Keys.Single()))
        {
            return [.. Both(allowance, charge, _ofLines.Keys.Single())];
        }

        // What a rate's printed base has less or more than its lines was allowed or charged at that rate.
        var parts = vat.Rows.Select(row => (Vat: vat.CategoryOf(row.Rate), row.Base)).Where(row => row.Vat is not null && row.Base is not null)
            .Select(row => (Vat: row.Vat!.Value, Off: row.Base!.Value - _ofLines.GetValueOrDefault(row.Vat.Value))).ToList();
        decimal less = -parts.Where(part => part.Off < 0).Sum(part => part.Off), more = parts.Where(part => part.Off > 0).Sum(part => part.Off);
        if (less == allowance && more == charge)
        {
            return [.. parts.SelectMany(part => Both(Math.Max(0, -part.Off), Math.Max(0, part.Off), part.Vat))];
        }

        gaps.Add(allowance != 0 ? "BT-95" : "BT-102", "there are several rates, and the printed taxes do not tell at which it counts");
        return [];
    }

    /// <summary>BG-23.</summary>
    public IReadOnlyList<VatShare> Vat(IReadOnlyList<AllowanceCharge> between)
    {
        var rates = lines.Select(line => line.Vat).Concat(between.Select(one => one.Vat)).Distinct().ToList();
        foreach (var printed in vat.Rows.Where(row => (row.Base ?? row.Tax) != 0 && !rates.Exists(rate => rate.Percent == row.Rate)))
        {
            gaps.Add("BT-116", $"{XmlText.Number(printed.Rate)} % is among the printed taxes, and no line has it");
        }

        return [.. rates.Select(rate => Share(rate, between, rates.Count == 1))];
    }

    /// <summary>BG-22.</summary>
    public Totals Totals(IReadOnlyList<AllowanceCharge> between, IReadOnlyList<VatShare> taxes)
    {
        decimal ofLines = lines.Sum(line => line.Amount), tax = taxes.Sum(share => share.Tax);
        decimal allowances = between.Where(one => !one.IsCharge).Sum(one => one.Amount), charges = between.Where(one => one.IsCharge).Sum(one => one.Amount);
        decimal net = ofLines - allowances + charges, gross = net + tax;
        Agrees("BT-109", "/subtotal", net, "the lines, less discounts and with charges, add up to");
        Agrees("BT-110", "/tax_total", tax, "the taxes of the rates add up to");
        decimal rounding = (document.Amount("/rounding") ?? 0) * sign;
        var printed = document.Amount("/total") * sign;
        if (printed is { } total && total != gross && total != gross + rounding)
        {
            gaps.Add("BT-112", $"total without VAT and VAT add up to {Told(gross)}, not {Told(total)}");
        }

        gaps.Check("BT-114", rounding);
        return Due(new Totals(ofLines, allowances, charges, net, tax, gross, (document.Amount("/prepaid") ?? 0) * sign, rounding, 0));
    }

    /// <summary>Whether the amounts of the lines have their tax in them, as on receipts: EN 16931 has room only for those without.</summary>
    public bool AreLinesWithTax()
    {
        decimal sum = lines.Sum(line => line.Amount) - Positive("/discount_total") + Positive("/charge_total");
        decimal tax = vat.Total ?? vat.Rows.Sum(row => row.Tax ?? 0);
        bool without = document.Amount("/subtotal") * sign == sum;
        return tax != 0 && !without && document.Amount("/total") * sign is { } total && (total == sum || total == sum + ((document.Amount("/rounding") ?? 0) * sign));
    }

    /// <summary>BR-CO-16. Where nothing remains, all was paid; anything between is a sum that does not hold.</summary>
    private Totals Due(Totals totals)
    {
        decimal due = totals.Gross - totals.Prepaid + totals.Rounding;
        var printed = document.Amount("/amount_due") * sign;
        if (printed is { } remains && remains != due)
        {
            if (totals is { Prepaid: 0, Rounding: 0 } && remains == 0)
            {
                totals = totals with { Prepaid = totals.Gross };
                due = remains;
            }
            else
            {
                gaps.Add("BT-115", $"the total, less what was paid and rounded, is {Told(due)}, not {Told(remains)}");
            }
        }

        gaps.Check("BT-113", totals.Prepaid);
        return totals with { Due = due };
    }

    private VatShare Share(VatRate rate, IReadOnlyList<AllowanceCharge> between, bool isOnly)
    {
        decimal taxable = _ofLines.GetValueOrDefault(rate) + between.Where(one => one.Vat == rate).Sum(one => one.IsCharge ? one.Amount : -one.Amount);
        var printed = vat.Rows.FirstOrDefault(row => row.Rate == rate.Percent);
        if (printed?.Base is { } told && told != taxable)
        {
            gaps.Add("BT-116", $"the lines at {XmlText.Number(rate.Percent)} % give {Told(taxable)}, not {Told(told)}");
        }

        decimal computed = TaxOn(taxable, rate.Percent), tax = printed?.Tax ?? (isOnly ? vat.Total : null) ?? computed;
        int rounded = lines.Count(line => line.Vat == rate);
        if (Math.Abs(tax - computed) > Math.Min(MostOff, Cent * Math.Max(1, rounded)))
        {
            gaps.Add("BT-117", $"{XmlText.Number(rate.Percent)} % of {Told(taxable)} is {Told(computed)}, not {Told(tax)}");
        }

        gaps.Check("BT-117", tax);
        return vat.Share(rate, taxable, tax);
    }

    private void Agrees(string term, string pointer, decimal sum, string what)
    {
        if (document.Amount(pointer) * sign is { } printed && printed != sum)
        {
            gaps.Add(term, $"{what} {Told(sum)}, not {Told(printed)}");
        }
    }

    /// <summary>An allowance or charge, which is positive also where all others are not.</summary>
    private decimal Positive(string pointer) => document.Amount(pointer) is not { } amount ? 0 : sign < 0 ? Math.Abs(amount) : amount;

    private decimal Printed(string pointer, string term)
    {
        decimal amount = Positive(pointer);
        if (amount < 0)
        {
            gaps.Add(term, $"{Told(amount)} is below 0");
        }

        gaps.Check(term, amount);
        return amount;
    }

    private static IEnumerable<AllowanceCharge> Both(decimal allowance, decimal charge, VatRate rate)
    {
        if (allowance != 0)
        {
            yield return new AllowanceCharge(IsCharge: false, allowance, rate);
        }

        if (charge != 0)
        {
            yield return new AllowanceCharge(IsCharge: true, charge, rate);
        }
    }
}
