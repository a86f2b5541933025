using System.Globalization;

namespace DocExtract.Worker.Evaluation.Generated;

/// <summary>The words and the number format in which an invented invoice is printed.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Country">Written in the seller's address.</param>
/// <param name="Group">Between thousands; empty for none.</param>
/// <param name="Point">Before the decimals.</param>
/// <param name="Date">Custom format of dates.</param>
/// <param name="Rates">Tax rates in percent, the usual one first.</param>
/// <param name="Words">What is printed beside what.</param>
internal sealed record Dialect(string Currency, string Country, string Group, char Point, string Date, IReadOnlyList<decimal> Rates, Words Words)
{
    private static readonly Words English = new(
        "Invoice", "Invoice number:", "Invoice date:", "Bill to:", ["Description", "Qty", "Unit price", "Discount", "Amount"],
        ["VAT rate", "Net", "VAT"], "Subtotal", "Discount", "Shipping", "VAT", "Total", "Paid", "Rounding", "Amount due");

    private static readonly Words German = new(
        "Rechnung", "Rechnungsnummer:", "Rechnungsdatum:", "Rechnung an:", ["Bezeichnung", "Menge", "Einzelpreis", "Rabatt", "Betrag"],
        ["Steuersatz", "Netto", "MwSt"], "Nettobetrag", "Rabatt", "Versandkosten", "MwSt", "Gesamtbetrag", "Anzahlung", "Rundung", "Zahlbetrag");

    private static readonly Words French = new(
        "Facture", "Numéro de facture :", "Date de facture :", "Facturé à :", ["Désignation", "Quantité", "Prix unitaire", "Remise", "Montant"],
        ["Taux TVA", "Base HT", "TVA"], "Total HT", "Remise", "Frais de port", "TVA", "Total TTC", "Acompte", "Arrondi", "Reste à payer");

    private static readonly Words Spanish = new(
        "Factura", "Número de factura:", "Fecha de factura:", "Cliente:", ["Descripción", "Cantidad", "Precio unitario", "Descuento", "Importe"],
        ["Tipo IVA", "Base imponible", "Cuota"], "Base imponible", "Descuento", "Gastos de envío", "IVA", "Total factura", "Anticipo", "Redondeo", "Importe pendiente");

    private static readonly Words Dutch = new(
        "Factuur", "Factuurnummer:", "Factuurdatum:", "Factuur aan:", ["Omschrijving", "Aantal", "Prijs per stuk", "Korting", "Bedrag"],
        ["Btw-tarief", "Grondslag", "Btw"], "Subtotaal", "Korting", "Verzendkosten", "Btw", "Totaal", "Vooruitbetaald", "Afronding", "Nog te betalen");

    /// <summary>Every dialect there is.</summary>
    public static IReadOnlyList<Dialect> All { get; } =
    [
        new("GBP", "United Kingdom", ",", '.', "d MMMM yyyy", [20, 5, 0], English),
        new("USD", "United States", ",", '.', "MMMM d, yyyy", [8.25m], English),
        new("JPY", "Japan", ",", '.', "yyyy-MM-dd", [10, 8], English),
        new("INR", "India", ",", '.', "dd-MMM-yyyy", [18, 5], English),
        new("EUR", "Deutschland", ".", ',', "dd.MM.yyyy", [19, 7], German),
        new("CHF", "Schweiz", "'", '.', "dd.MM.yyyy", [8.1m, 2.6m], German),
        new("EUR", "France", " ", ',', "dd/MM/yyyy", [20, 10, 5.5m], French),
        new("EUR", "España", ".", ',', "dd/MM/yyyy", [21, 10], Spanish),
        new("EUR", "Nederland", "", ',', "dd-MM-yyyy", [21, 9], Dutch),
    ];

    /// <summary>Decimals of an amount.</summary>
    public int Decimals => DocExtract.Values.Currencies.MinorUnit(Currency);

    /// <summary>What cash is rounded to; null where it is not.</summary>
    public decimal? Coin => Currency == "CHF" ? 0.05m : null;

    public string Print(decimal amount) => Print(amount, Decimals);

    /// <summary>A quantity or a rate: no more decimals than it has.</summary>
    public string PrintCount(decimal count) => Print(count, count == decimal.Truncate(count) ? 0 : count * 10 == decimal.Truncate(count * 10) ? 1 : 2);

    private string Print(decimal amount, int decimals)
    {
        var format = new NumberFormatInfo
        {
            NumberGroupSeparator = Group,
            NumberDecimalSeparator = $"{Point}",
            NumberGroupSizes = Currency == "INR" ? [3, 2] : [3],
        };
        return amount.ToString($"N{decimals}", format);
    }
}

/// <summary>The labels of one language.</summary>
internal sealed record Words(
    string Title, string Number, string Date, string Buyer, IReadOnlyList<string> Columns, IReadOnlyList<string> TaxColumns,
    string Subtotal, string Discount, string Charge, string Tax, string Total, string Prepaid, string Rounding, string Due);
