using DocExtract.Samples.Drawing;
using DocExtract.Samples.EInvoices;
using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

/// <summary>Every sample, in the order of the manifest.</summary>
internal static class Catalog
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Digital("invoice-en-british", EnglishInvoices.British, "One rate of VAT; the facts in a strip of cells, labels above values."),
        Digital("invoice-en-american", EnglishInvoices.American, "Sales tax, trade discount and freight; dates with the month written out."),
        Digital("invoice-en-credit-note", EnglishInvoices.CreditNote, "A credit note: amounts are printed without a minus sign."),
        Digital("invoice-de-two-rates", GermanInvoices.TwoRates, "A business letter with address window, two rates of VAT and early-payment terms."),
        Digital("invoice-de-three-pages", GermanInvoices.ThreePages, "78 rows on three pages, sums carried forward, the total on the last page."),
        Digital("invoice-de-swiss", GermanInvoices.Swiss, "Swiss francs: apostrophes between thousands, row discounts, a deposit, rounding to five centimes."),
        Digital("invoice-fr-discount", RomanceInvoices.French, "Two rates and a discount on the whole order; the sums stand in a row across the page."),
        Digital("invoice-es-plain", RomanceInvoices.Spanish, "A small firm's letter: date in words, quantity before description."),
        Digital("invoice-it-reverse-charge", RomanceInvoices.ItalianReverseCharge, "Reverse charge: no tax, so total and subtotal are equal."),
        Digital("invoice-nl-prices-with-tax", DutchAndPolishInvoices.DutchPricesWithTax, "Prices include tax; part is already paid, so the amount due is not the total."),
        Digital("invoice-pt-long-description", RomanceInvoices.Portuguese, "A description over several lines, two rates of VAT."),
        Digital("invoice-pl-vat", DutchAndPolishInvoices.Polish, "Polish without diacritics, as plain printing programs write it; two rates of VAT, zloty."),
        Digital("invoice-total-wrong", TrickyInvoices.WrongTotal, "The printed total is 90.00 more than its parts: a person must look.", "needs_review"),
        Digital("invoice-hidden-total", TrickyInvoices.HiddenTotal, "White letters on white say \"Total £0.00\"; the total that people see is another."),
        Factur("invoice-fr-facturx", ElectronicInvoices.French),
        XRechnung("invoice-de-xrechnung", ElectronicInvoices.German),
        .. Scanned.All,
        .. Several.All,
        .. Broken.All,
    ];

    private static Sample Factur(string id, Invoice invoice) => new(
        $"{id}.pdf", invoice.Language.Code, "hybrid", "Factur-X: a PDF that carries the invoice as XML (EN 16931, CII).", "accepted", null, Truth.Of(invoice),
        () => FacturX.Write(invoice));

    private static Sample XRechnung(string id, Invoice invoice) => new(
        $"{id}.xml", invoice.Language.Code, "xml", "XRechnung: the invoice as bare XML (EN 16931, UBL); there is no page to look at.", "accepted", null,
        Truth.Of(invoice), () => UblWriter.Write(invoice));

    private static Sample Digital(string id, Invoice invoice, string about, string verdict = "accepted") => new(
        $"{id}.pdf", invoice.Language.Code, "digital", about, verdict, null, Truth.Of(invoice),
        () => new PdfFile($"{invoice.Language.Words.Invoice} {invoice.Number}", InvoiceLayout.Of(invoice).Draw()).ToBytes());
}
