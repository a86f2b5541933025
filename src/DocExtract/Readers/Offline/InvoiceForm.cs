using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Readers.Offline.Fields;
using DocExtract.Readers.Offline.Lines;
using DocExtract.Readers.Offline.Parties;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline;

/// <summary>The fields of an invoice, one after the other: parties, references, dates, items, amounts, payment.</summary>
internal static class InvoiceForm
{
    public static FilledForm Read(Sheet sheet) => Read(sheet, ItemTables.Read(sheet));

    public static FilledForm Read(Sheet sheet, ItemTables items)
    {
        var totals = Allowances.Between(new TotalsSolver(sheet, items.Rows).Solve(), items.Items.Sum(item => item.Amount ?? 0), sheet, items.Rows);
        var words = new PartyWords(sheet);
        var blocks = new PartyBlocks(sheet, words);
        var buyers = new Buyers(sheet, words, blocks);
        var headed = buyers.Find()?.Value;
        var found = new Sellers(sheet, words, blocks).Find(headed);
        var seller = found?.Value;
        var buyer = headed ?? (buyers.FindBeside(seller) ?? buyers.FindRecipient())?.Value;
        string? printed = CurrencyField.Find(sheet, totals.Total?.Value);
        var inferred = printed is null ? InferredCurrency.Find(sheet, TaxIds.Seller(sheet, buyer)?.Value, BankFields.Iban(sheet), seller?.AddressText) : null;
        var number = IdentifierFields.Find(sheet, "/invoice_number", items.Rows) ?? IdentifierFields.FindBare(sheet);
        var data = new JsonObject()
            .With("invoice_number", number?.Value)
            .With("invoice_type_code", TypeCodeField.Find(sheet))
            .With("invoice_date", DateFields.FindIssued(sheet, "/invoice_date")?.Value.Date)
            .With("due_date", DateFields.Find(sheet, "/due_date")?.Value.Date)
            .With("delivery_date", DateFields.Find(sheet, "/delivery_date")?.Value.Date)
            .With("purchase_order_number", IdentifierFields.Find(sheet, "/purchase_order_number", items.Rows)?.Value)
            .With("currency", printed ?? inferred?.Code)
            .With("seller", Seller(sheet, seller, buyer))
            .With("buyer", Buyer(sheet, buyer))
            .With("lines", items.ToJson());
        data = WithAmounts(data, sheet, totals, items.Rows)
            .With("payment_terms", TextFields.Find(sheet, "/payment_terms"))
            .With("iban", BankFields.Iban(sheet))
            .With("bic", BankFields.Bic(sheet)?.Value);
        return new FilledForm(data, [.. Doubts(found), .. inferred is null ? [] : new[] { inferred.Doubt(Severity.Error) }]);
    }

    /// <summary>A name that nothing but its place near the top speaks for may be a slogan or a title.</summary>
    private static IEnumerable<Finding> Doubts(Candidate<Party>? seller) => seller is { Score: < Sellers.Guess }
        ? [new Finding("/seller/name", "guessed", Severity.Error, $"Nothing on the page says who the seller is; '{seller.Value.Name}' was taken: {seller.Reason}.")]
        : [];

    private static JsonObject Seller(Sheet sheet, Party? seller, Party? buyer) => new JsonObject()
        .With("name", seller?.Name)
        .With("vat_id", TaxIds.Seller(sheet, buyer)?.Value)
        .With("tax_number", IdentifierFields.Find(sheet, "/seller/tax_number")?.Value)
        .With("address", seller?.AddressText);

    private static JsonObject Buyer(Sheet sheet, Party? buyer) => new JsonObject()
        .With("name", buyer?.Name)
        .With("vat_id", TaxIds.Buyer(sheet, buyer)?.Value)
        .With("address", buyer?.AddressText);

    private static JsonObject WithAmounts(JsonObject data, Sheet sheet, Totals totals, IReadOnlySet<int> itemRows)
    {
        // Without a sum that adds up, one of several tax rows must not pass for the sum of them.
        var breakdown = TaxRows.Read(sheet, itemRows);
        bool oneOfSeveral = !totals.AddUp && breakdown.Count > 1;
        decimal? due = AmountFields.Find(sheet, "/amount_due", itemRows).Best(0.5)?.Value.Value;
        decimal? prepaid = AmountFields.Find(sheet, "/prepaid", itemRows).Best(0.5)?.Value.Value;
        return data
            .With("discount_total", Signed(totals.Discount, totals))
            .With("charge_total", Signed(totals.Charge, totals))
            .With("subtotal", totals.Subtotal?.Value.Value)
            .With("tax_breakdown", TaxRows.ToJson(breakdown))
            .With("tax_total", oneOfSeveral ? null : totals.Tax?.Value.Value)
            .With("total", totals.Total?.Value.Value)
            .With("prepaid", prepaid is { } paid ? Math.Abs(paid) : null)
            .With("rounding", AmountFields.Find(sheet, "/rounding", itemRows).Best(0.5)?.Value.Value)
            .With("amount_due", due);
    }

    /// <summary>A discount lowers, a charge raises what is invoiced or credited, whatever sign is printed.</summary>
    private static decimal? Signed(Candidate<Money>? amount, Totals totals) => amount is { } found
        ? Math.Abs(found.Value.Value) * (totals.Subtotal?.Value.Value < 0 ? -1 : 1)
        : null;
}
