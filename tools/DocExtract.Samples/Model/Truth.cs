using System.Globalization;
using System.Text.Json.Nodes;

namespace DocExtract.Samples.Model;

/// <summary>Writes down what a document prints, in the fields of the document type. What it does not print is absent.</summary>
internal static class Truth
{
    public static JsonObject Of(Invoice invoice)
    {
        var columns = invoice.Look.Columns;
        return Object(
            ("document_type", "invoice"),
            ("invoice_number", invoice.Number),
            ("invoice_type_code", invoice.IsCreditNote ? "381" : "380"),
            ("invoice_date", Date(invoice.Date)),
            ("due_date", Date(invoice.Due)),
            ("delivery_date", Date(invoice.Delivered)),
            ("purchase_order_number", invoice.OrderNumber),
            ("payment_terms", invoice.PaymentTerms),
            ("currency", invoice.Currency),
            ("seller", Seller(invoice.Seller, phone: null)),
            ("buyer", Object(("name", invoice.Buyer.Name), ("vat_id", invoice.Buyer.VatId), ("address", Address(invoice.Buyer)))),
            ("iban", invoice.Seller.Iban),
            ("bic", invoice.Seller.Bic),
            ("discount_total", NotZero(invoice.DiscountTotal)),
            ("charge_total", NotZero(invoice.ChargeTotal)),
            ("subtotal", invoice.Subtotal),
            ("tax_total", invoice.TaxTotal),
            ("total", invoice.Total),
            ("rounding", NotZero(invoice.Rounding)),
            ("prepaid", NotZero(invoice.Prepaid)),
            ("amount_due", invoice.PrintsAmountDue ? invoice.AmountDue : null),
            ("tax_breakdown", invoice.Taxes.Count > 1 ? new JsonArray([.. invoice.Taxes.Select(TaxShare)]) : null),
            ("lines", new JsonArray([.. invoice.Lines.Select(line => Line(line, columns))])));
    }

    /// <summary>The fields of the type in samples-purchase-orders/types.</summary>
    public static JsonObject OfOrder(Invoice order) => Object(
        ("document_type", "purchase_order"),
        ("order_number", order.Number),
        ("order_date", Date(order.Date)),
        ("delivery_date", Date(order.Delivered)),
        ("payment_terms", order.PaymentTerms),
        ("currency", order.Currency),
        ("seller", Object(("name", order.Seller.Name), ("address", Address(order.Seller)))),
        ("buyer", Object(("name", order.Buyer.Name), ("address", Address(order.Buyer)))),
        ("subtotal", order.Subtotal),
        ("tax_total", order.TaxTotal),
        ("total", order.Total),
        ("lines", new JsonArray([.. order.Lines.Select(line => Line(line, order.Look.Columns))])));

    public static JsonObject Of(Receipt receipt) => Object(
        ("document_type", "receipt"),
        ("receipt_number", receipt.Number),
        ("date", Date(DateOnly.FromDateTime(receipt.At))),
        ("time", receipt.At.ToString("HH:mm", CultureInfo.InvariantCulture)),
        ("currency", receipt.Currency),
        ("seller", Seller(receipt.Seller, receipt.Seller.Phone)),
        ("discount_total", receipt.Discount?.Amount),
        ("subtotal", receipt.Subtotal),
        ("tax_total", receipt.TaxTotal),
        ("tip", receipt.Tip),
        ("total", receipt.Total),
        ("payment_method", receipt.PaymentMethod),
        ("change", receipt.Change),
        ("lines", new JsonArray([.. receipt.Lines.Select(Line)])));

    private static JsonObject Seller(Party seller, string? phone) => Object(
        ("name", seller.Name),
        ("vat_id", seller.VatId),
        ("tax_number", seller.TaxNumber),
        ("phone", phone),
        ("address", Address(seller)));

    private static JsonObject TaxShare(TaxShare share) => Object(("rate", share.Rate), ("base", share.Base), ("amount", share.Amount));

    private static JsonObject Line(InvoiceLine line, IReadOnlyList<Layouts.Column> columns) => Object(
        ("item_number", columns.Contains(Layouts.Column.Item) ? line.ItemNumber : null),
        ("description", line.Description),
        ("quantity", columns.Contains(Layouts.Column.Quantity) ? line.Quantity : null),
        ("unit", columns.Contains(Layouts.Column.Unit) ? line.Unit : null),
        ("unit_price", columns.Contains(Layouts.Column.UnitPrice) ? line.UnitPrice : null),
        ("discount", columns.Contains(Layouts.Column.Discount) ? NotZero(line.Discount) : null),
        ("tax_rate", columns.Contains(Layouts.Column.Rate) ? line.TaxRate : null),
        ("amount", line.Amount));

    private static JsonObject Line(ReceiptLine line) => Object(
        ("description", line.Description),
        ("quantity", line.Quantity == 1 ? null : line.Quantity),
        ("unit_price", line.Quantity == 1 ? null : line.UnitPrice),
        ("amount", line.Amount));

    private static string Address(Party party) => string.Join(", ", party.Address);

    private static JsonNode? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonNode? NotZero(decimal amount) => amount == 0 ? null : amount;

    private static JsonObject Object(params (string Name, JsonNode? Value)[] fields) =>
        new(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
