using System.Text.Json.Nodes;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>
/// A total that equals the subtotal although a tax is stated holds where prices include the tax. Where subtotal and tax together
/// are printed too, that is the total, and the amount before tax was taken for it.
/// </summary>
internal static class TaxedTotalRule
{
    public const string Name = "total-before-tax";

    private const string Total = "/total";

    /// <summary>A number that OCR is unsure of accuses nothing.</summary>
    private const double ClearlyRead = 0.9;

    public static IEnumerable<Finding> Judge(Reading reading, LabelVocabulary labels, Document document)
    {
        if (reading.IsStructured || Amount(reading, Total) is not { } total || Amount(reading, "/tax_total") is not ({ } tax and not 0) || Amount(reading, "/subtotal") != total)
        {
            yield break;
        }

        var search = new FieldSearch(EvidenceFinder.ReadPages(document, isStructured: false, CancellationToken.None), labels);
        var with = new FieldValue(Total, JsonValue.Create(total + tax));
        if (search.Find(with, FieldKind.Amount, isCell: false).FirstOrDefault(place => place.Quality >= ClearlyRead) is { } place)
        {
            yield return new Finding(
                Total, Name, Severity.Error,
                $"total was read as {Terms.Show(total)}, which is the amount before tax; with the tax of {Terms.Show(tax)} it is {Terms.Show(total + tax)}, and that is printed on page {place.Page.Number}.");
        }
    }

    private static decimal? Amount(Reading reading, string field) => FieldValue.Find(reading.Data, field)?.AsDecimal();
}
