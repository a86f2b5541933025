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
    /// <summary>What tills print in poor type: these labels are known with a letter misread.</summary>
    private static readonly string[] Smudged = ["/total", "/subtotal", "/tax_total", "/tip", "/rounding", "/paid", "/change", "/discount_total", "/tax_summary"];

    public static FilledForm Read(Sheet page)
    {
        var sheet = page.WithSmudged(Smudged);
        var readings = ReceiptLines.Readings(sheet);
        var till = new Till(sheet, [.. readings.Select(reading => reading.Items)]);
        var totals = new ReceiptTotals(sheet, till);
        var total = totals.Find();
        var shop = new Shops(sheet).Find();
        var sums = ReceiptFields.Sums(sheet, total);
        var lines = ReceiptLines.Choose(readings, sums);
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
            .With("lines", [.. lines.Items.Select(item => (JsonNode)item.ToJson())])
            .With("discount_total", lines.HoldDiscounts ? null : sums.Discount)
            .With("subtotal", sums.Subtotal)
            .With("tax_total", sums.Tax)
            .With("tip", sums.Tip)
            .With("rounding", sums.Rounding)
            .With("total", sums.Total)
            .With("payment_method", ReceiptFields.PaymentMethod(sheet))
            .With("change", Till.Beside(sheet, "/change").FirstOrDefault()?.Value);
        return new FilledForm(data, [.. Doubts(total), .. Doubts(till, total), .. Doubts(totals, total), .. Doubts(shop), .. inferred is null ? [] : new[] { inferred.Doubt(Severity.Warning) }]);
    }

    /// <summary>What was paid and given back knows the total too.</summary>
    private static IEnumerable<Finding> Doubts(Till till, Candidate<Money>? total) => total is not null && till.Contradiction(total.Value.Value) is { } reason
        ? [new Finding("/total", "paid-differs", Severity.Error, $"{reason}: read as the total.")]
        : [];

    /// <summary>What was worked out is not what is printed as the total.</summary>
    private static IEnumerable<Finding> Doubts(ReceiptTotals totals, Candidate<Money>? total) =>
        total is not null && totals.Contradicted(total) is { } printed
            ? [new Finding("/total", "total-differs", Severity.Error, $"{printed} is printed as the total, but {total.Reason}: {total.Value.Value}. Look which is right.")]
            : [];

    /// <summary>An amount that no label calls the total may be any other.</summary>
    private static IEnumerable<Finding> Doubts(Candidate<Money>? total) => total is { Score: <= ReceiptTotals.Guess }
        ? [new Finding("/total", "guessed", Severity.Error, $"No label on the page says what the total is; {total.Value.Value} was taken: {total.Reason}.")]
        : [];

    /// <summary>A name beneath other words, without any word of a business, may be anybody's.</summary>
    private static IEnumerable<Finding> Doubts(Candidate<Party>? shop) => shop is { Score: <= Shops.Guess }
        ? [new Finding("/seller/name", "guessed", Severity.Error, $"Nothing on the page says whose receipt it is; '{shop.Value.Name}' was taken: {shop.Reason}.")]
        : [];
}
