using DocExtract.Samples.Model;

namespace DocExtract.Samples.Layouts;

/// <summary>One printed sum.</summary>
internal sealed record TotalsRow(string Label, string Value, bool Strong = false)
{
    /// <summary>The sums an invoice prints, in the usual order.</summary>
    public static IReadOnlyList<TotalsRow> Of(Invoice invoice)
    {
        var words = invoice.Language.Words;
        TotalsRow total = new(words.Total, invoice.Language.Money(invoice.Total), !invoice.PrintsAmountDue);
        TotalsRow net = new(words.Subtotal, invoice.Language.Money(invoice.Subtotal));
        return [.. Adjustments(invoice), net, .. Taxes(invoice), total, .. AmountDue(invoice)];
    }

    private static IEnumerable<TotalsRow> Adjustments(Invoice invoice) => invoice.Adjustments.Count == 0
        ? []
        :
        [
            new(invoice.Language.Words.LineSum, invoice.Language.Money(invoice.LineSum)),
            .. invoice.Adjustments.Select(adjustment => new TotalsRow(adjustment.Label, invoice.Language.Money(adjustment.Amount))),
        ];

    private static IEnumerable<TotalsRow> Taxes(Invoice invoice)
    {
        var (language, words, taxes) = (invoice.Language, invoice.Language.Words, invoice.Taxes);
        foreach (var share in taxes)
        {
            string of = taxes.Count > 1 ? $" {words.Of} {language.Money(share.Base)}" : "";
            yield return new($"{words.Tax} {language.Percent(share.Rate)}{of}", language.Money(share.Amount));
        }

        if (taxes.Count > 1)
        {
            yield return new(words.TaxTotal, language.Money(invoice.TaxTotal));
        }
    }

    private static IEnumerable<TotalsRow> AmountDue(Invoice invoice)
    {
        var (language, words) = (invoice.Language, invoice.Language.Words);
        if (invoice.Rounding != 0)
        {
            yield return new(words.Rounding, language.Money(invoice.Rounding));
        }

        if (invoice.Prepaid != 0)
        {
            yield return new(words.Prepaid, language.Money(-invoice.Prepaid));
        }

        if (invoice.PrintsAmountDue)
        {
            yield return new(words.AmountDue, language.Money(invoice.AmountDue), Strong: true);
        }
    }
}
