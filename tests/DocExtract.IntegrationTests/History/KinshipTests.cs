using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Worker.History;

namespace DocExtract.IntegrationTests.History;

/// <summary>How two documents are related, by their values and by what their pages look like.</summary>
public sealed class KinshipTests
{
    private const string First = """{"invoice_number":"2026-0042","invoice_date":"2026-03-02","currency":"EUR","total":120.00,"seller":{"name":"Birchwood Paper Ltd","vat_id":"GB980780684"}}""";

    /// <summary>Two pages of one layout may look alike; here all do.</summary>
    private static readonly DocumentPrint Alike = new(null, [new string('a', 128)]);

    public static TheoryData<string, string, string?> Cases => new()
    {
        // What changes against the first, how it looks, what they are to each other.
        { """{}""", "unlike", "Invoice" },
        { """{"invoice_number":"2O26-OO42"}""", "unlike", "Invoice" },
        { """{"invoice_number":"2026 0042","seller":{"name":"BIRCHWOOD PAPER"}}""", "unlike", "Invoice" },
        { """{"seller":{"name":"Birchwood Paper Ltd","vat_id":"GB980780634"}}""", "unlike", "Invoice" },
        { """{"currency":null}""", "unlike", "Invoice" },
        { """{}""", "alike", "Scan" },
        { """{"invoice_number":null}""", "alike", "Scan" },
        { """{"invoice_number":null}""", "unlike", null },
        { """{"total":150.00}""", "alike", "Reissue" },
        { """{"invoice_date":"2026-03-09"}""", "unlike", "Reissue" },
        { """{"currency":"USD"}""", "unlike", "Reissue" },
        { """{"invoice_number":"2026-0055","invoice_type_code":"384","preceding_invoice_number":"2026-0042","total":110.00}""", "unlike", "Correction" },
        { """{"invoice_number":"CN-7","invoice_type_code":"381","preceding_invoice_number":"2026-0042"}""", "unlike", "Credit" },
        { """{"invoice_number":"CN-7","total":-120.00,"preceding_invoice_number":"2026-0042"}""", "unlike", "Credit" },
        { """{"total":-120.00}""", "alike", "Credit" },
        { """{"invoice_number":"CN-7","total":-120.00}""", "alike", null },
        { """{"invoice_number":"2026-0060","preceding_invoice_number":"2026-0042","total":300.00}""", "unlike", "Reference" },
        { """{"invoice_number":"2026-0055","invoice_date":"2026-04-02"}""", "alike", null },
        { """{"invoice_number":"2026-0043"}""", "alike", null },
        { """{"seller":{"name":"Ashgrove Tools GmbH","vat_id":"DE136695976"}}""", "alike", null },
        { """{"seller":{"name":"Ashgrove Tools GmbH"},"total":80.00}""", "unlike", null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Documents_are_told_apart_by_what_a_business_knows_them_by(string changes, string looks, string? kinship)
    {
        var later = new Relative(Identity.Of(With(changes)), looks == "alike" ? Alike : DocumentPrint.None);

        Assert.Equal(kinship, Kin.Of(later, new Relative(Identity.Of(With("{}")), Alike))?.ToString());
    }

    [Theory]
    [InlineData("17", "2026-01-09", null)]
    [InlineData("17", "2025-06-09", "Reissue")]
    [InlineData("2025-00017", "2026-01-09", "Reissue")]
    public void A_short_number_may_begin_anew_with_the_year(string number, string date, string? kinship)
    {
        var earlier = Identity.Of(With($$"""{"invoice_number":"{{number}}","invoice_date":"2025-01-10"}"""));
        var later = Identity.Of(With($$"""{"invoice_number":"{{number}}","invoice_date":"{{date}}","total":80.00}"""));

        Assert.Equal(kinship, Kin.Of(new Relative(later, DocumentPrint.None), new Relative(earlier, DocumentPrint.None))?.ToString());
    }

    [Theory]
    [InlineData("0031", "0031", "12:40", "12:40", "Invoice")]
    [InlineData(null, "0031", "12:40", "12:40", "Invoice")]
    [InlineData(null, null, "12:40", "12:40", "Invoice")]
    [InlineData(null, null, "12:40", "18:05", null)]
    [InlineData("0031", "0032", "12:40", "12:40", null)]
    public void Receipts_of_one_shop_day_and_amount_are_told_apart_by_number_and_time(string? number, string? otherNumber, string time, string otherTime, string? kinship)
    {
        static Relative Receipt(string? number, string time) => new(
            Identity.Of(new JsonObject { ["receipt_number"] = number, ["date"] = "2026-03-02", ["time"] = time, ["total"] = 4.20m, ["seller"] = new JsonObject { ["name"] = "Cafe Quince" } }),
            DocumentPrint.None);

        Assert.Equal(kinship, Kin.Of(Receipt(number, time), Receipt(otherNumber, otherTime))?.ToString());
    }

    /// <summary>A save waits for all with which it has a key in common, so relatives must have one.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Relatives_have_a_key_in_common(string changes, string looks, string? kinship)
    {
        bool share = Identity.Of(With(changes)).Keys.Intersect(Identity.Of(With("{}")).Keys).Any();

        Assert.True(share || kinship is null, looks);
    }

    private static JsonObject With(string changes)
    {
        var data = JsonNode.Parse(First)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
        {
            data[name] = value?.DeepClone();
        }

        return data;
    }
}
