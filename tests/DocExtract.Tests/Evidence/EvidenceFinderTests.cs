using System.Globalization;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Schemas;
using DocExtract.Tests.Values;
using FsCheck.Xunit;

namespace DocExtract.Tests.Evidence;

public sealed class EvidenceFinderTests
{
    [Theory]
    [InlineData("3038.14", "Total 3 038,14")]
    [InlineData("180.00", "Total 180,00")]
    [InlineData("1234.56", "Total 1,234.56")]
    [InlineData("1234.56", "Total 1.234,56 €")]
    [InlineData("1234.56", "Total EUR 1'234.56")]
    [InlineData("1234567.89", "Total ₹12,34,567.89")]
    [InlineData("1234.56", "Total:$1,234.56")]
    [InlineData("1234.5", "Total 1234.50")]
    [InlineData("12", "Total 12,- kr")]
    [InlineData("-12.5", "Total 12.50-")]
    [InlineData("-12.5", "Total - 12.50")]
    [InlineData("-12.5", "Total (12.50)")]
    [InlineData("-12.5", "Total ( $ 12.50 )")]
    [InlineData("29.70", "Total CC*4417:RM29.70")]
    public void A_total_is_found_in_any_format(string value, string line) =>
        Assert.True(Support($$"""{ "total": {{value}} }""", "/total", Some.Page($"Some invoice\n\n{line}")) >= 0.8);

    [Theory]
    [InlineData("3", "Total 3 038,14")]
    [InlineData("18000", "Total 180,00")]
    [InlineData("38.14", "Total 3 138,14")]
    [InlineData("138.14", "Total 3 138,14")]
    [InlineData("19", "Tax 19%")]
    [InlineData("19", "Tax 19 %")]
    [InlineData("1.234", "Total 1.234 and 5,50")]
    [InlineData("12.51", "Total 12.50")]
    public void A_misread_number_is_not_found(string value, string line) =>
        Assert.False(IsFound($$"""{ "total": {{value}} }""", "/total", Some.Page(line)));

    [Fact]
    public void Both_decimal_separators_of_one_supplier_are_read()
    {
        var page = Some.Page("Net 1,234.50\nTotal 1.469,06");

        Assert.True(IsFound("""{ "subtotal": 1234.50 }""", "/subtotal", page));
        Assert.True(IsFound("""{ "total": 1469.06 }""", "/total", page));
    }

    [Fact]
    public void A_value_that_is_not_on_the_page_gets_no_evidence() =>
        Assert.Empty(Find(
            """{ "invoice_number": "RE-77", "invoice_date": "2024-03-05", "total": 9.99, "currency": "EUR", "seller": { "name": "Nobody Ltd" } }""",
            Some.Page("An empty letter without any figures")));

    [Theory]
    [InlineData("/invoice_date", "2024-03-05", "Date 05.03.2024", 0.9)]
    [InlineData("/invoice_date", "2024-03-05", "Date 5. März 2024", 1)]
    [InlineData("/invoice_date", "2024-03-05", "Datum:2024-03-05", 1)]
    [InlineData("/invoice_date", "2024-03-05", "Date 05/03/2024", 0.8)]
    [InlineData("/invoice_date", "2024-03-05", "Date 05/03/2024 due 25/03/2024", 0.95)]
    [InlineData("/time", "14:30", "at 14:30:05", 1)]
    [InlineData("/time", "14:30", "at 2:30 PM", 1)]
    [InlineData("/invoice_number", "RE-2024/001", "No. RE-2024/001", 1)]
    [InlineData("/invoice_number", "RE2024001", "No.:RE 2024-001", 0.95)]
    [InlineData("/seller/vat_id", "DE123456789", "VAT DE 123 456 789", 0.95)]
    [InlineData("/iban", "DE89370400440532013000", "IBAN DE89 3704 0044 0532 0130 00", 0.95)]
    [InlineData("/currency", "EUR", "Total EUR 12,50", 1)]
    [InlineData("/currency", "EUR", "Total 12,50€", 0.95)]
    [InlineData("/currency", "USD", "Total $12.50 at Dallas, TX 75001", 0.8)]
    [InlineData("/seller/name", "Müller & Söhne GmbH", "MUELLER x Müller & Söhne GmbH y", 1)]
    [InlineData("/seller/name", "Muller & Sohne GmbH", "Müller & Söhne GmbH", 0.95)]
    public void Values_of_every_kind_are_found_in_the_spelling_of_the_page(string field, string value, string line, double support)
    {
        string[] names = field[1..].Split('/');
        string json = names.Reverse().Aggregate($"\"{value}\"", (inner, name) => $$"""{ "{{name}}": {{inner}} }""");

        Assert.True(Support(json, field, Some.Page(line)) >= support - 0.001);
    }

    [Theory]
    [InlineData("""{ "invoice_number": "RE-2024/002" }""")]
    [InlineData("""{ "invoice_number": "2024/001" }""")]
    [InlineData("""{ "invoice_number": "RE-2024/0O1" }""")]
    [InlineData("""{ "invoice_date": "2024-04-06" }""")]
    [InlineData("""{ "invoice_date": "2024-06-04" }""")]
    [InlineData("""{ "seller": { "vat_id": "DE123456780" } }""")]
    [InlineData("""{ "seller": { "address": "Musterweg 13, 12345 Musterstadt" } }""")]
    [InlineData("""{ "currency": "USD" }""")]
    public void A_changed_character_is_not_found(string json)
    {
        var page = Some.Page("No. RE-2024/001 of 2024-04-05\nVAT DE123456789   Total 12,50 EUR\nMusterweg 12\n12345 Musterstadt");

        Assert.DoesNotContain(Find(json, page), evidence => evidence.Support >= FieldEvidence.Found);
    }

    [Fact]
    public void What_looks_alike_is_shown_but_not_found()
    {
        var evidence = Assert.Single(Find("""{ "invoice_number": "RE-1001" }""", Some.ScannedPage("No. RE-IOO1")));

        Assert.Equal("RE-IOO1", evidence.Text);
        Assert.InRange(evidence.Support, 0.1, 0.49);
    }

    [Fact]
    public void Swapped_day_and_month_are_not_found_where_another_date_proves_the_order() =>
        Assert.False(IsFound("""{ "invoice_date": "2024-05-03" }""", "/invoice_date", Some.Page("05/03/2024 until 25/03/2024")));

    [Fact]
    public void A_name_that_wraps_beside_another_column_is_found()
    {
        var page = Some.Page(
            """
            Alpha Engineering           Invoice no. 4711
            Works Limited               Date 2024-03-05
            12 High Street              Customer 99
            """);

        var evidence = Assert.Single(Find("""{ "seller": { "name": "Alpha Engineering Works Limited" } }""", page));

        Assert.Equal("Alpha Engineering Works Limited", evidence.Text);
        Assert.True(evidence.Support >= 0.95);
        Assert.True(evidence.Box!.Value.X1 < 0.2);
    }

    [Fact]
    public void An_address_over_several_lines_is_found()
    {
        var page = Some.Page("Alpha Ltd        Invoice\n12 High Street   4711\nFlat 3\nLondon N1 2AB");

        Assert.True(IsFound("""{ "seller": { "address": "12 High Street, London N1 2AB" } }""", "/seller/address", page));
    }

    [Fact]
    public void The_place_beside_the_label_is_chosen()
    {
        var page = Some.Page("Subtotal 100.00\nTax 0.00\nTotal 100.00\nPaid 100.00");

        var evidence = Assert.Single(Find("""{ "total": 100.00 }""", page, Some.Labels(("/total", "total"))));

        Assert.Equal(2 / 60.0, evidence.Box!.Value.Y0, 3);
    }

    [Fact]
    public void Without_a_label_the_last_page_is_chosen_for_amounts()
    {
        var evidence = Assert.Single(Find("""{ "total": 209.95 }""", Some.Page("209.95 a"), Some.Page("209.95 b", number: 2)));

        Assert.Equal(2, evidence.Page);
    }

    [Fact]
    public void A_lone_digit_is_found_only_beside_its_label()
    {
        var page = Some.Page("Page 7 of 9");

        Assert.False(IsFound("""{ "total": 7 }""", "/total", page));
        Assert.True(IsFound("""{ "total": 7 }""", "/total", page, Some.Labels(("/total", "page"))));
    }

    [Theory]
    [InlineData("Total RM 29. 70", true)]
    [InlineData("See 29. 70 pieces were 2. 970", true)]
    [InlineData("Total RM 29. 7", false)]
    [InlineData("Total RM 29   70", false)]
    public void Amount_that_is_torn_after_its_separator_is_found(string line, bool isFound) =>
        Assert.Equal(isFound, IsFound("""{ "total": 29.70 }""", "/total", Some.ScannedPage(line)));

    [Theory]
    [InlineData("Facture 02/03/2021 Montant Prix\nStockton CA 95202\nUSD", "2021-03-02")]
    [InlineData("Invoice 02/03/2021\nStockton,CA 95202\nUSD", "2021-02-03")]
    [InlineData("Invoice 02/03/2021\nRumah Kopi Sdn Bhd", "2021-03-02")]
    public void Language_tells_the_order_of_day_and_month_before_an_address_abroad_does(string layout, string date)
    {
        var labels = Some.Labels() with { Words = new Dictionary<string, IReadOnlyList<string>> { ["day_first_words"] = ["facture", "montant", "prix"] } };

        Assert.Null(Assert.Single(Find($$"""{ "invoice_date": "{{date}}" }""", Some.Page(layout), labels)).OtherMeaning);
        Assert.True(IsFound($$"""{ "invoice_date": "{{date}}" }""", "/invoice_date", Some.Page(layout), labels));
    }

    [Theory]
    [InlineData("Invoice / Facture 02/03/2021 Montant Prix\nStockton, CA 95202\nUSD")]
    [InlineData("Facture 02/03/2021\nStockton, CA 95202\nUSD")]
    public void Form_in_two_languages_does_not_tell_the_order(string layout)
    {
        var labels = Some.Labels() with { Words = new Dictionary<string, IReadOnlyList<string>> { ["day_first_words"] = ["facture", "montant", "prix"] } };

        Assert.NotNull(Assert.Single(Find("""{ "invoice_date": "2021-03-02" }""", Some.Page(layout), labels)).OtherMeaning);
    }

    [Fact]
    public void Digits_that_stand_for_letters_are_forgiven_in_names_not_in_numbers()
    {
        Assert.True(IsFound("""{ "seller": { "name": "Harbour Moon Stores" } }""", "/seller/name", Some.ScannedPage("HARBOUR M00N ST0RES")));
        Assert.False(IsFound("""{ "seller": { "name": "Harbour 100 Stores" } }""", "/seller/name", Some.ScannedPage("Harbour 1000 Stores")));
    }

    [Fact]
    public void Hidden_text_is_no_evidence() =>
        Assert.Empty(Find("""{ "total": 999.00 }""", Some.Page("Total 12.50", hidden: "Total 999.00")));

    [Fact]
    public void What_ocr_is_unsure_of_supports_less()
    {
        Assert.Equal(0.99, Support("""{ "total": 12.50 }""", "/total", Some.ScannedPage("Total 12.50", 0.99)), 3);
        Assert.Equal(0.64, Support("""{ "total": 12.50 }""", "/total", Some.ScannedPage("Total 12.50", 0.8)), 3);
        Assert.False(IsFound("""{ "total": 12.50 }""", "/total", Some.ScannedPage("Total 12.5O")));
        Assert.False(IsFound("""{ "total": 1234.56 }""", "/total", Some.ScannedPage("Total 1.234.56")));
    }

    [Theory]
    [InlineData("Total 14-10", true)]
    [InlineData("Total RH14.10", true)]
    [InlineData("Total 14.1O", true)]
    [InlineData("Table 14-10", false)]
    [InlineData("Total 14-1", false)]
    [InlineData("Total RHB14.10", true)]
    [InlineData("Total AB-C14.10", false)]
    public void An_amount_that_OCR_misread_counts_beside_its_own_label_alone(string line, bool isFound)
    {
        var labels = Some.Labels(("/total", "Total"));

        Assert.Equal(isFound, IsFound("""{ "total": 14.10 }""", "/total", Some.ScannedPage(line), labels));
        Assert.False(IsFound("""{ "total": 14.10 }""", "/total", Some.ScannedPage(line, confidence: 0.8), labels));
        Assert.False(IsFound("""{ "total": 14.10 }""", "/total", Some.Page(line), labels));
    }

    [Fact]
    public void A_name_without_digits_is_found_where_OCR_took_its_letters_for_digits()
    {
        const string Json = """{ "seller": { "name": "Kranich Sp. z o.o." } }""";

        Assert.True(IsFound(Json, "/seller/name", Some.ScannedPage("Kranich Sp. z0.0.")));
        Assert.False(IsFound(Json, "/seller/name", Some.Page("Kranich Sp. z0.0.")));
        Assert.False(IsFound("""{ "seller": { "name": "Dock 50 Oslo" } }""", "/seller/name", Some.ScannedPage("Dock SO 05l0")));
    }

    [Fact]
    public void A_misread_letter_of_a_name_is_forgiven_in_scans_only()
    {
        const string Json = """{ "seller": { "name": "Alpha Engineering Works" } }""";

        Assert.True(IsFound(Json, "/seller/name", Some.ScannedPage("Alpha Engincering Works")));
        Assert.False(IsFound(Json, "/seller/name", Some.Page("Alpha Engincering Works")));
    }

    [Property]
    public void Every_printed_amount_is_found_and_no_other(ushort hundreds, byte cents, ushort otherCents)
    {
        decimal printed = 10 + hundreds + cents % 100 / 100m;
        decimal other = 10 + otherCents / 100m;
        string number = printed.ToString("N2", CultureInfo.InvariantCulture);

        var found = Find(
            string.Create(CultureInfo.InvariantCulture, $$"""{ "total": {{printed}}, "subtotal": {{other}} }"""), Some.Page($"Total EUR {number}"));

        Assert.Contains(found, evidence => evidence is { Field: "/total", Support: 1 });
        Assert.Equal(other == printed, found.Any(evidence => evidence is { Field: "/subtotal", Support: >= FieldEvidence.Found }));
    }

    [Property(MaxTest = 500, EndSize = PrintedAmount.Sizes)]
    public void Amount_is_found_among_the_words_of_a_page_in_every_format(int units, int fraction, int form)
    {
        // Zeros and lone digits stand on every page and prove nothing.
        var printed = PrintedAmount.Of(units, fraction, 2, form);
        if (Math.Abs(printed.Amount) < 10)
        {
            return;
        }


        var found = Find($$"""{ "total": {{printed.Amount.ToString(CultureInfo.InvariantCulture)}} }""", Some.Page($"Invoice 17\nTotal   {printed.Text}\nThank you"));

        Assert.Contains(found, evidence => evidence is { Field: "/total", Support: >= FieldEvidence.Found });
    }

    [Fact]
    public void Xml_proves_itself_where_there_is_no_page()
    {
        var evidence = Assert.Single(EvidenceFinder.Find(
            Some.Reading("""{ "total": 12.50 }""", isStructured: true), Some.Labels(), Some.Document(), CancellationToken.None));

        Assert.Equal(new FieldEvidence("/total", null, null, "12.50", EvidenceSource.Xml, 1), evidence);
    }

    [Fact]
    public void Xml_beside_a_page_is_placed_there_or_believed_by_half()
    {
        var found = EvidenceFinder.Find(
            Some.Reading("""{ "total": 12.50, "subtotal": 10.50 }""", isStructured: true),
            Some.Labels(),
            Some.Document(Some.Page("Total 12,50 EUR")),
            CancellationToken.None);

        Assert.Equal([(EvidenceSource.TextLayer, 1.0), (EvidenceSource.Xml, 0.5)], found.Select(entry => (entry.Source, entry.Support)));
    }

    [Fact]
    public void Hostile_values_are_answered_quickly()
    {
        string huge = new('9', 2_000_000);

        Assert.Empty(Find($$"""{ "total": 1e400, "subtotal": {{huge}}, "notes": "{{huge}}", "empty": "  " }""", Some.Page("Total 12.50")));
    }

    private static IReadOnlyList<FieldEvidence> Find(string json, params Page[] pages) => Find(json, pages, Some.Labels());

    private static IReadOnlyList<FieldEvidence> Find(string json, Page page, LabelVocabulary labels) => Find(json, [page], labels);

    private static IReadOnlyList<FieldEvidence> Find(string json, Page[] pages, LabelVocabulary labels) =>
        EvidenceFinder.Find(Some.Reading(json), labels, Some.Document(pages), CancellationToken.None);

    private static double Support(string json, string field, Page page, LabelVocabulary? labels = null) =>
        Find(json, page, labels ?? Some.Labels()).SingleOrDefault(entry => entry.Field == field)?.Support ?? 0;

    private static bool IsFound(string json, string field, Page page, LabelVocabulary? labels = null) =>
        Support(json, field, page, labels) >= FieldEvidence.Found;
}
