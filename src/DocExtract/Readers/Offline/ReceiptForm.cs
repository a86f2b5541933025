using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Readers.Offline.Fields;
using DocExtract.Readers.Offline.Parties;
using DocExtract.Readers.Offline.Receipts;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline;

/// <summary>The fields of a receipt.</summary>
internal static class ReceiptForm
{
    public static FilledForm Read(Sheet sheet)
    {
        var total = new ReceiptTotals(sheet).Find();
        var shop = new Shops(sheet).Find();
        var lines = ReceiptLines.Read(sheet, total);
        HashSet<int> none = [];
        string? vatId = TaxIds.Seller(sheet, null)?.Value;
        string? printed = CurrencyField.Find(sheet, total?.Value);
        var inferred = printed is null ? InferredCurrency.Find(sheet, vatId, null, shop?.Value.AddressText) : null;
        var data = new JsonObject()
            .With("seller", new JsonObject()
                .With("name", shop?.Value.Name)
                .With("address", shop?.Value.AddressText)
                .With("phone", ReceiptFields.Phone(sheet))
                .With("vat_id", vatId))
            .With("receipt_number", IdentifierFields.Find(sheet, "/receipt_number")?.Value)
            .With("date", ReceiptFields.Date(sheet)?.Value.Date)
            .With("time", ReceiptFields.Time(sheet))
            .With("currency", printed ?? inferred?.Code)
            .With("lines", lines)
            .With("discount_total", AmountFields.Find(sheet, "/discount_total", none).Best(0.6) is { } discount ? Math.Abs(discount.Value.Value) : null)
            .With("subtotal", ReceiptTotals.PartOf(sheet, "/subtotal", total)?.Value.Value)
            .With("tax_total", ReceiptTotals.PartOf(sheet, "/tax_total", total)?.Value.Value)
            .With("tip", ReceiptTotals.PartOf(sheet, "/tip", total)?.Value.Value)
            .With("rounding", ReceiptFields.Rounding(sheet))
            .With("total", total?.Value.Value)
            .With("payment_method", ReceiptFields.PaymentMethod(sheet))
            .With("change", AmountFields.Find(sheet, "/change", none).Best(0.5)?.Value.Value);
        return new FilledForm(data, [.. Doubts(total), .. Doubts(shop), .. inferred is null ? [] : new[] { inferred.Doubt(Severity.Warning) }]);
    }

    /// <summary>An amount that no label calls the total may be any other.</summary>
    private static IEnumerable<Finding> Doubts(Candidate<Money>? total) => total is { Score: <= ReceiptTotals.Guess }
        ? [new Finding("/total", "guessed", Severity.Error, $"No label on the page says what the total is; {total.Value.Value} was taken: {total.Reason}.")]
        : [];

    /// <summary>A name beneath other words, without any word of a business, may be anybody's.</summary>
    private static IEnumerable<Finding> Doubts(Candidate<Party>? shop) => shop is { Score: <= Shops.Guess }
        ? [new Finding("/seller/name", "guessed", Severity.Error, $"Nothing on the page says whose receipt it is; '{shop.Value.Name}' was taken: {shop.Reason}.")]
        : [];
}
