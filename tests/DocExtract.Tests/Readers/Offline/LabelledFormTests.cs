using System.Text.Json.Nodes;
using DocExtract.Readers;
using DocExtract.Readers.Offline;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;

namespace DocExtract.Tests.Readers.Offline;

/// <summary>Types that no code knows.</summary>
public sealed class LabelledFormTests
{
    private const string Note = """
        Delivery note                               Note number: DN-4471
                                                    Delivered on: 3 June 2026
        Driver: A. Fernsby                          Weight: 312.50

        Item        Description              Qty     Unit price     Amount
        T-100       Oak board, planed        4       12.00          48.00
        T-200       Brass screws, box        2       6.50           13.00

                                             Total   61.00
        """;

    [Fact]
    public async Task Dates_numbers_and_texts_are_read_by_their_labels_and_rows_as_of_an_invoice()
    {
        var data = (await ReadAsync(Schema()))!.Data;

        Assert.Equal("DN-4471", data.At("note_number"));
        Assert.Equal("2026-06-03", data.At("delivered_on"));
        Assert.Equal("A. Fernsby", data.At("driver"));
        Assert.Equal("312.50", data.At("weight"));
        Assert.Equal("61.00", data.At("total"));
        Assert.Equal("Oak board, planed", data.At("lines/0/description"));
        Assert.Equal("13.00", data.At("lines/1/amount"));
    }

    [Fact]
    public async Task What_the_schema_does_not_have_is_left_out_of_rows_as_well()
    {
        var data = (await ReadAsync(Schema()))!.Data;

        Assert.Equal(["amount", "description"], data["lines"]![0]!.AsObject().Select(cell => cell.Key).Order(StringComparer.Ordinal));
        Assert.False(data.ContainsKey("invoice_date"));
    }

    [Fact]
    public async Task No_doubt_is_told_about_a_field_that_the_schema_does_not_have() =>
        Assert.DoesNotContain((await ReadAsync(Schema()))!.Findings, finding => finding.Field is "/currency" or "/seller/name");

    [Fact]
    public async Task A_type_without_labels_is_not_read() => Assert.Null(await ReadAsync(Schema() with
    {
        Labels = new LabelVocabulary
        {
            Type = new Dictionary<string, double>(),
            Fields = new Dictionary<string, IReadOnlyList<string>>(),
            NotFields = new Dictionary<string, IReadOnlyList<string>>(),
        },
    }));

    private static Task<Reading?> ReadAsync(DocumentSchema schema) =>
        new OfflineReader().ReadAsync(Some.Document(Some.Page(Note, 1)), schema, new MemoryAccount(), CancellationToken.None);

    private static DocumentSchema Schema() => new()
    {
        Name = "delivery_note",
        Version = "0123456789ab",
        Json = JsonNode.Parse(
            """
            {
              "type": "object",
              "properties": {
                "note_number": { "type": "string" },
                "delivered_on": { "type": "string", "format": "date" },
                "driver": { "type": "string" },
                "weight": { "type": "number" },
                "total": { "type": "number" },
                "lines": { "type": "array", "items": { "type": "object", "properties": { "description": { "type": "string" }, "amount": { "type": "number" } } } }
              }
            }
            """)!.AsObject(),
        Prompt = "Delivery notes.",
        Essential = ["/note_number"],
        Checks = [],
        Labels = new LabelVocabulary
        {
            Type = new Dictionary<string, double> { ["delivery note"] = 3 },
            Fields = new Dictionary<string, IReadOnlyList<string>>
            {
                ["/note_number"] = ["note number"],
                ["/delivered_on"] = ["delivered on"],
                ["/driver"] = ["driver"],
                ["/weight"] = ["weight"],
                ["/total"] = ["total"],
                ["/lines/*/item_number"] = ["item"],
                ["/lines/*/description"] = ["description"],
                ["/lines/*/quantity"] = ["qty"],
                ["/lines/*/unit_price"] = ["unit price"],
                ["/lines/*/amount"] = ["amount"],
            },
            NotFields = new Dictionary<string, IReadOnlyList<string>>(),
        },
    };
}
