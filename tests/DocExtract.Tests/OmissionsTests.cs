using System.Text.Json.Nodes;
using DocExtract.Evidence;
using DocExtract.Readers;
using DocExtract.Readers.Offline;

namespace DocExtract.Tests;

public sealed class OmissionsTests
{
    private const string Layout =
        """
        Gullhaven Marine Supplies Ltd                 INVOICE

        Invoice number   GM-1001                      Invoice date     2026-03-17

        Description            Quantity     Unit price     Amount
        Rope, 20 m             2            30.00          60.00
        Anchor                 1            40.00          40.00

        Discount                                           -9.00
        Shipping                                            4.00
        Subtotal                                           95.00
        VAT 20 %                                           19.00
        Total                                             114.00 GBP
        Amount paid                                        50.00
        Amount due                                         64.00
        """;

    [Fact]
    public void Amounts_that_were_left_out_are_taken_in_where_they_are_printed_and_needed()
    {
        var completed = Complete(Given());

        Assert.Equal((9.00m, 4.00m, 50.00m), (Amount(completed, "discount_total"), Amount(completed, "charge_total"), Amount(completed, "prepaid")));
        Assert.Equal(
            ["/charge_total", "/discount_total", "/prepaid"],
            completed.Findings.Where(finding => finding.Rule == Omissions.Rule).Select(finding => finding.Field).Order());
    }

    [Fact]
    public void Amounts_that_were_left_out_are_taken_in_though_something_else_is_wrong()
    {
        var data = Given();
        data["lines"]![0]!["quantity"] = 7;
        data["lines"]![0]!["unit_price"] = 30.00m;

        Assert.Equal(50.00m, Amount(Complete(data), "prepaid"));
    }

    [Fact]
    public void Nothing_is_taken_in_where_it_does_not_make_the_amounts_agree()
    {
        var data = Given();
        data["lines"]!.AsArray().RemoveAt(1);

        var completed = Complete(data);

        Assert.Null(completed.Data["discount_total"]);
        Assert.Null(completed.Data["charge_total"]);
    }

    [Fact]
    public void Nothing_is_taken_in_where_the_amounts_agree_without_it()
    {
        var data = Given();
        (data["discount_total"], data["charge_total"], data["prepaid"]) = (9.00m, 4.00m, 50.00m);
        data.Remove("amount_due");
        data.Remove("prepaid");

        Assert.Same(data, Complete(data).Data);
    }

    private static Reading Complete(JsonObject data)
    {
        var (document, schema) = (Some.Document(Some.Page(Layout)), Some.InstalledTypes.Get("invoice"));
        var words = OfflineReader.Read(document, schema, CancellationToken.None)!;
        var seen = EvidenceFinder.Find(words, schema.Labels, document, CancellationToken.None);
        return Omissions.Complete(new Reading(ReaderNames.Vision, "invoice", data, []), words, seen, schema);
    }

    private static decimal? Amount(Reading reading, string field) => reading.Data[field]?.GetValue<decimal>();

    private static JsonObject Given() => JsonNode.Parse(
        """
        {
          "invoice_number": "GM-1001", "invoice_date": "2026-03-17", "currency": "GBP", "seller": { "name": "Gullhaven Marine Supplies Ltd" },
          "lines": [{ "description": "Rope, 20 m", "amount": 60.00 }, { "description": "Anchor", "amount": 40.00 }],
          "subtotal": 95.00, "tax_total": 19.00, "total": 114.00, "amount_due": 64.00
        }
        """)!.AsObject();
}
