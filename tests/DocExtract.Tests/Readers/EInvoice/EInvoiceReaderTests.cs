using System.Text;
using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.EInvoice;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;

namespace DocExtract.Tests.Readers.EInvoice;

public sealed class EInvoiceReaderTests
{
    [Fact]
    public async Task Cross_industry_invoice_gives_every_field()
    {
        var reading = await Read(Some.BareXml(Some.Cii));

        AssertJson(
            """
            {
              "invoice_number": "HB-2031-0077", "invoice_type_code": "380", "invoice_date": "2024-03-05", "due_date": "2024-03-19", "delivery_date": "2024-03-01",
              "purchase_order_number": "PO-5", "currency": "EUR",
              "seller": { "name": "Hollerbusch Werkstatt eG", "vat_id": "DE999999155", "tax_number": "99/000/12345", "address": "Beispielgasse 4, Hof 2, 00100 Musterhausen" },
              "buyer": { "name": "Café Quitte", "vat_id": "DE999999278" },
              "discount_total": 11.00, "charge_total": 5.00, "subtotal": 125.00, "tax_total": 20.15, "total": 145.15, "prepaid": 45.00, "rounding": 0.05, "amount_due": 100.20,
              "payment_terms": "14 days net", "iban": "DE02120300000000202051", "bic": "BYLADEM1001",
              "tax_breakdown": [ { "rate": 19.00, "base": 95.00, "amount": 18.05 }, { "rate": 7.00, "base": 30.00, "amount": 2.10 } ],
              "lines": [
                { "description": "Oak shelf, oiled", "item_number": "HB-1", "quantity": 2, "unit": "C62", "unit_price": 50.00, "tax_rate": 19, "amount": 100.00 },
                { "description": "Seed paper", "quantity": 250, "unit": "H87", "unit_price": 14.40, "price_quantity": 100, "discount": 5.00, "tax_rate": 7, "amount": 31.00 }
              ]
            }
            """,
            reading);
        Assert.True(reading.IsStructured);
    }

    [Fact]
    public async Task Zugferd_1_is_read_by_its_old_names()
    {
        var reading = await Read(Some.Hybrid(("ZUGFeRD-invoice.xml", Some.Zugferd1)));

        AssertJson(
            """
            {
              "invoice_number": "Z-14", "invoice_date": "2014-02-10", "purchase_order_number": "B-9", "currency": "EUR", "seller": { "name": "Quellwerk AG" },
              "buyer": { "name": "Café Quitte" }, "subtotal": 40.00, "tax_total": 7.60, "total": 47.60, "tax_breakdown": [ { "rate": 19.00, "base": 40.00, "amount": 7.60 } ],
              "lines": [ { "description": "Well survey", "quantity": 4.0000, "unit": "HUR", "unit_price": 10.0000, "tax_rate": 19.00, "amount": 40.00 } ]
            }
            """,
            reading);
        Assert.Contains(reading.Findings, finding => finding.Rule == "test-document" && finding.Severity == Severity.Warning);
    }

    [Fact]
    public async Task Ubl_invoice_gives_every_field_and_no_iban_where_the_account_is_none() => AssertJson(
        """
        {
          "invoice_number": "U-8", "invoice_type_code": "380", "invoice_date": "2024-07-01", "due_date": "2024-07-31", "currency": "SEK",
          "seller": { "name": "Björkstigen AB", "vat_id": "SE000000000001", "tax_number": "Godkänd för F-skatt", "address": "Exempelvägen 1, 000 10 Påhittad" },
          "buyer": { "name": "Café Quitte" }, "subtotal": 200.00, "tax_total": 50.00, "total": 250.00, "amount_due": 250.00,
          "tax_breakdown": [ { "rate": 25, "base": 200.00, "amount": 50.00 } ],
          "lines": [ { "description": "Birch syrup", "quantity": 8, "unit": "KGM", "unit_price": 25.00, "tax_rate": 25, "amount": 200.00 } ]
        }
        """,
        await Read(Some.BareXml(Some.Ubl)));

    [Fact]
    public async Task Credit_note_keeps_its_positive_amounts_and_tells_its_type()
    {
        var reading = await Read(Some.BareXml(Some.UblCreditNote));

        Assert.Equal("381", (string?)reading.Data["invoice_type_code"]);
        Assert.Equal(250.00m, (decimal?)reading.Data["total"]);
        Assert.Equal(8m, (decimal?)reading.Data["lines"]![0]!["quantity"]);
    }

    [Fact]
    public async Task Readings_of_all_samples_pass_every_check()
    {
        foreach (string xml in new[] { Some.Cii, Some.Zugferd1, Some.Ubl, Some.UblCreditNote })
        {
            var reading = await Read(Some.BareXml(xml));

            Assert.DoesNotContain(Some.FindingsOf(reading.Data), finding => finding.Severity != Severity.Info);
        }
    }

    [Fact]
    public async Task Best_of_several_attachments_is_found_by_content()
    {
        var document = Some.Hybrid(("a.xml", "<order/>"), ("ZUGFeRD-invoice.xml", Some.Zugferd1), ("b.bin", Some.Cii), ("c.png", "no xml"));

        var reading = await Read(document);

        Assert.Equal("HB-2031-0077", (string?)reading.Data["invoice_number"]);
        Assert.Contains(reading.Findings, finding => finding is { Rule: "two-invoices", Field: "/total", Severity: Severity.Error });
    }

    [Fact]
    public async Task The_invoice_that_a_credit_note_names_is_read_in_both_syntaxes()
    {
        string cii = Some.Cii.Replace(
            "</ram:ApplicableHeaderTradeSettlement>",
            "<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>HB-2031-0070</ram:IssuerAssignedID></ram:InvoiceReferencedDocument></ram:ApplicableHeaderTradeSettlement>");
        string ubl = Some.UblCreditNote.Replace(
            "<cac:AccountingSupplierParty>",
            "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>U-7</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference><cac:AccountingSupplierParty>");

        var readings = (Cii: await Read(Some.BareXml(cii)), Ubl: await Read(Some.BareXml(ubl)));

        Assert.Equal("HB-2031-0070", (string?)readings.Cii.Data["preceding_invoice_number"]);
        Assert.Equal("U-7", (string?)readings.Ubl.Data["preceding_invoice_number"]);
        Assert.Equal("381", (string?)readings.Ubl.Data["invoice_type_code"]);
    }

    [Fact]
    public async Task Groups_of_the_extended_profile_are_not_counted_beside_their_parts()
    {
        string line = Some.Cii[Some.Cii.IndexOf("<ram:IncludedSupplyChainTradeLineItem>", StringComparison.Ordinal)..];
        line = line[..(line.IndexOf("</ram:IncludedSupplyChainTradeLineItem>", StringComparison.Ordinal) + "</ram:IncludedSupplyChainTradeLineItem>".Length)];
        string group = line.Replace("<ram:SpecifiedTradeProduct>", "<ram:AssociatedDocumentLineDocument><ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode></ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct>");

        var reading = await Read(Some.BareXml(Some.Cii.Replace(line, group + line)));

        Assert.Equal(2, reading.Data["lines"]!.AsArray().Count);
    }

    [Fact]
    public async Task Value_that_cannot_be_understood_is_left_out_and_told()
    {
        var reading = await Read(Some.BareXml(Some.Cii.Replace(">145.15<", ">145,15<").Replace("20240319", "20240231")));

        Assert.False(reading.Data.ContainsKey("total"));
        Assert.False(reading.Data.ContainsKey("due_date"));
        Assert.Equal(["/due_date", "/total"], reading.Findings.Where(finding => finding.Rule == "xml-value").Select(finding => finding.Field));
    }

    [Fact]
    public async Task Invoice_in_windows_1252_keeps_its_letters()
    {
        var western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        byte[] content = western.GetBytes(Some.Cii.Replace("UTF-8", "windows-1252"));
        var document = new Document(SourceFile.Open("invoice.xml", content, new SourceLimits()), [], []);

        Assert.Equal("Café Quitte", (string?)(await Read(document)).Data["buyer"]!["name"]);
    }

    [Fact]
    public async Task An_element_with_thousands_of_attributes_is_refused_at_once()
    {
        string attributes = string.Concat(Enumerable.Range(0, 100_000).Select(i => $" a{i}=\"1\""));

        var rejected = await Assert.ThrowsAsync<DocumentRejectedException>(() => Read(Some.BareXml($"<Invoice{attributes}/>")));

        Assert.Contains("attributes", rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<order><id>1</id></order>", RejectionCode.Unsupported, "root element is 'order'")]
    [InlineData("<Invoice><ID>1</ID></Invoice>", RejectionCode.Unsupported, "root element is 'Invoice'")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE Invoice [<!ENTITY a \"b\">]><Invoice>&a;</Invoice>", RejectionCode.Unsupported, "DTD")]
    [InlineData("<Invoice><ID>1</Invoice>", RejectionCode.Corrupt, "damaged")]
    [InlineData("<?xml version=\"1.0\"?>", RejectionCode.Corrupt, "damaged")]
    public async Task Bare_xml_that_cannot_be_read_is_rejected_with_a_reason(string xml, RejectionCode code, string reason)
    {
        var rejected = await Assert.ThrowsAsync<DocumentRejectedException>(() => Read(Some.BareXml(xml)));

        Assert.Equal(code, rejected.Code);
        Assert.Contains(reason, rejected.Message);
    }

    [Fact]
    public async Task Endless_nesting_and_split_texts_end_quickly()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        string split = $"<a>{string.Concat(Enumerable.Repeat("<![CDATA[x]]>", 200_000))}</a>";

        Assert.Equal(RejectionCode.Corrupt, (await Assert.ThrowsAsync<DocumentRejectedException>(() => Read(Some.BareXml(deep)))).Code);
        Assert.Equal(RejectionCode.Unsupported, (await Assert.ThrowsAsync<DocumentRejectedException>(() => Read(Some.BareXml(split)))).Code);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]
    [InlineData("<a>")]
    [InlineData("plain text")]
    [InlineData("")]
    public async Task Pdf_whose_attachment_is_no_invoice_is_left_to_other_readers(string content) =>
        Assert.Null(await new EInvoiceReader().ReadAsync(Some.Hybrid(("factur-x.xml", content)), Invoice, new MemoryAccount(), CancellationToken.None));

    [Fact]
    public async Task Twenty_files_that_are_one_large_stream_are_refused_and_kept_only_once()
    {
        using var opener = Some.Opener();
        byte[] pdf = Some.PdfOfOneStream(Some.CiiWith($"<Note>{new string('x', 6 << 20)}</Note>"), files: 20);
        var document = opener.Open(Some.Source(pdf), CancellationToken.None);

        var rejected = await Assert.ThrowsAsync<DocumentRejectedException>(() => Read(document));

        Assert.Equal([false, .. Enumerable.Repeat(true, 19)], document.Attachments.Select(file => file.IsCut));
        Assert.InRange(document.Attachments.Sum(file => (long)file.Content.Length), 6 << 20, 10 << 20);
        AssertTooLarge(rejected);
    }

    [Fact]
    public async Task Files_with_more_elements_than_one_may_have_are_refused_together()
    {
        string large = Some.CiiWith(string.Concat(Enumerable.Repeat("<a/>", 600_000)));

        var reading = await Read(Some.Hybrid(("factur-x.xml", large)));
        var rejected = await Assert.ThrowsAsync<DocumentRejectedException>(() => Read(Some.Hybrid(("a.xml", large), ("b.xml", large))));

        Assert.Equal("HB-2031-0077", (string?)reading.Data["invoice_number"]);
        AssertTooLarge(rejected);
    }

    [Fact]
    public async Task Other_xml_of_a_pdf_takes_nothing_from_its_invoices()
    {
        string order = $"<order>{string.Concat(Enumerable.Repeat("<a/>", 1_000_000))}</order>";
        var document = Some.Hybrid(("a.xml", order), ("b.xml", Some.Cii), ("c.xml", "<order/>"));

        var reading = await Read(document with { Attachments = [document.Attachments[0], document.Attachments[1], document.Attachments[2] with { IsCut = true }] });

        Assert.Equal("HB-2031-0077", (string?)reading.Data["invoice_number"]);
    }

    /// <summary>It would take minutes, and no token ends it.</summary>
    [Fact]
    public async Task Tens_of_thousands_of_totals_and_currencies_are_not_compared_with_each_other()
    {
        string many = string.Concat(Enumerable.Repeat(
            "<cac:TaxTotal><cbc:TaxAmount currencyID=\"NOK\">1</cbc:TaxAmount></cac:TaxTotal><cbc:DocumentCurrencyCode>DKK</cbc:DocumentCurrencyCode>", 60_000));

        var reading = await Read(Some.BareXml(Some.Ubl.Replace("</Invoice>", $"{many}</Invoice>", StringComparison.Ordinal)));

        Assert.Equal(("SEK", "50.00"), ((string?)reading.Data["currency"], reading.Data["tax_total"]!.ToJsonString()));
    }

    [Fact]
    public async Task Reading_ends_when_it_is_cancelled()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new EInvoiceReader().ReadAsync(Some.Hybrid(("a.xml", Some.Cii)), Invoice, new MemoryAccount(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new EInvoiceReader().ReadAsync(Some.BareXml(Some.Cii), Invoice, new MemoryAccount(), cancelled));
    }

    private static void AssertTooLarge(DocumentRejectedException rejected)
    {
        Assert.Equal(RejectionCode.TooLarge, rejected.Code);
        Assert.Contains("together they may have 10 MiB and 1,000,000 elements", rejected.Message, StringComparison.Ordinal);
    }

    private static DocumentSchema Invoice => Some.InstalledTypes.Get("invoice");

    private static async Task<Reading> Read(Document document) =>
        Assert.IsType<Reading>(await new EInvoiceReader().ReadAsync(document, Invoice, new MemoryAccount(), CancellationToken.None));

    private static void AssertJson(string expected, Reading reading) => Assert.Equal(
        FieldValue.All(JsonNode.Parse(expected)).Select(field => $"{field.Pointer} = {field.AsText()}").Order(StringComparer.Ordinal),
        FieldValue.All(reading.Data).Select(field => $"{field.Pointer} = {field.AsText()}").Order(StringComparer.Ordinal));
}
