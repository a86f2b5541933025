using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using DocExtract.Readers.EInvoice;
using DocExtract.Schemas;
using DocExtract.Worker.Exporting.EInvoice;
using ReaderXml = DocExtract.Readers.EInvoice.InvoiceXml;
using XmlText = DocExtract.Worker.Exporting.EInvoice.XmlText;

namespace DocExtract.IntegrationTests;

internal static partial class Some
{
    /// <summary>An invoice that says all that EN 16931 wants: two rates, allowances and charges at both levels, a price per hundred, a part paid.</summary>
    public static JsonObject CompleteInvoice() => JsonNode.Parse(
        """
        {
          "invoice_number": "HB-2031-0077", "invoice_type_code": "380", "invoice_date": "2026-03-05", "due_date": "2026-04-04", "delivery_date": "2026-03-01",
          "purchase_order_number": "PO-5", "preceding_invoice_number": "HB-2031-0070", "currency": "EUR",
          "seller": { "name": "Hollerbusch Werkstatt eG", "vat_id": "DE999999155", "tax_number": "99/000/12345", "address": "Beispielgasse 4, Hof 2, 00100 Musterhausen" },
          "buyer": { "name": "Café Quitte", "vat_id": "DE999999278", "address": "Am Markt 1, 00200 Nebenan" },
          "lines": [
            { "description": "Oak shelf", "item_number": "HB-1", "quantity": 2, "unit": "H87", "unit_price": 50.00, "tax_rate": 19, "amount": 100.00 },
            { "description": "Seed paper", "quantity": 250, "unit": "H87", "unit_price": 14.40, "price_quantity": 100, "discount": 5.00, "tax_rate": 7, "amount": 31.00 },
            { "description": "Assembly", "quantity": 1.5, "unit": "HUR", "unit_price": 60.00, "discount": -10.00, "tax_rate": 19, "amount": 100.00 }
          ],
          "discount_total": 20.00, "charge_total": 9.00, "subtotal": 220.00,
          "tax_breakdown": [ { "rate": 19, "base": 180.00, "amount": 34.20 }, { "rate": 7, "base": 40.00, "amount": 2.80 } ],
          "tax_total": 37.00, "total": 257.00, "prepaid": 57.00, "rounding": 0.05, "amount_due": 200.05,
          "payment_terms": "30 days", "iban": "DE02120300000000202051", "bic": "BYLADEM1001"
        }
        """)!.AsObject();

    /// <summary>An invoice of one line over 120.00 with the members that are given in place of its own; null takes one out.</summary>
    public static JsonObject SmallInvoice(params (string Pointer, JsonNode? Value)[] changes)
    {
        var invoice = JsonNode.Parse(
            """
            {
              "invoice_number": "1", "invoice_type_code": "380", "invoice_date": "2026-03-05", "due_date": "2026-04-04", "currency": "EUR",
              "seller": { "name": "Hollerbusch Werkstatt eG", "vat_id": "DE999999155", "address": "Beispielgasse 4, 00100 Musterhausen" },
              "buyer": { "name": "Café Quitte", "vat_id": "DE999999278", "address": "Am Markt 1, 00200 Nebenan" },
              "lines": [ { "description": "Oak shelf", "quantity": 2, "unit": "H87", "unit_price": 50.00, "tax_rate": 20, "amount": 100.00 } ],
              "subtotal": 100.00, "tax_total": 20.00, "total": 120.00
            }
            """)!.AsObject();
        foreach (var (pointer, value) in changes)
        {
            string[] steps = FieldValue.StepsOf(pointer);
            var parent = steps[..^1].Aggregate((JsonNode)invoice, (node, step) => int.TryParse(step, out int row) ? node[row]! : node[step]!);
            if (value is null)
            {
                parent.AsObject().Remove(steps[^1]);
            }
            else
            {
                parent[steps[^1]] = value;
            }
        }

        return invoice;
    }

    /// <summary>The XML of an invoice that lacks nothing.</summary>
    public static string EInvoice(JsonObject invoice, EInvoiceSyntax syntax, params string[] assumed)
    {
        var (built, gaps) = InvoiceBuilder.Build(new PrintedValues(invoice), new Assumptions(assumed, []), syntax.CreditNotesNeedTerms);
        Assert.Equal("", gaps.Describe());
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            syntax.Write(built!, xml);
        }

        return text.ToString();
    }

    /// <summary>What an invoice lacks, as it is told.</summary>
    public static string Gaps(JsonObject invoice, string[]? assumed = null, string[]? units = null, EInvoiceSyntax? syntax = null) =>
        InvoiceBuilder.Build(new PrintedValues(invoice), new Assumptions(assumed ?? [], units ?? []), (syntax ?? EInvoiceSyntax.Cii).CreditNotesNeedTerms).Gaps.Describe();

    /// <summary>What our own reader reads of an e-invoice, a line a value.</summary>
    public static IReadOnlyList<string> ReadEInvoice(string xml)
    {
        var root = ReaderXml.Parse(Encoding.UTF8.GetBytes(xml), new ElementBudget());
        var (data, findings) = InvoiceMapper.Map(root, XmlSyntax.Of(root)!, CancellationToken.None);
        Assert.Empty(findings);
        return Values(data);
    }

    /// <summary>Values in an order of their own, numbers without the zeros at their end.</summary>
    public static IReadOnlyList<string> Values(JsonNode invoice) =>
        [.. FieldValue.All(invoice).Select(field => $"{field.Pointer} {(field.AsDecimal() is { } amount ? XmlText.Number(amount) : field.AsText())}").Order(StringComparer.Ordinal)];
}
