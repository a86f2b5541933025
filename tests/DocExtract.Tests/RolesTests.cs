using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract.Tests;

public sealed class RolesTests
{
    private static readonly Roles Ours = new([new OwnCompany { Name = "Brook & Heather Ltd", VatId = "GB 980 7806 84" }, new OwnCompany { Name = "Heide GmbH" }]);

    [Theory]
    [InlineData("""{"seller":{"name":"BROOK & HEATHER LTD."},"buyer":{"name":"Some Supplier"},"total":1}""")]
    [InlineData("""{"seller":{"name":"Misread name","vat_id":"GB980780684"},"buyer":{"name":"Some Supplier"},"total":1}""")]
    public void Own_company_read_as_seller_is_the_buyer_and_a_person_is_asked(string data)
    {
        var reading = Ours.Settle(Read(data));

        Assert.Equal("Some Supplier", FieldValue.Find(reading.Data, "/seller/name")!.Value.AsText());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(data)!["seller"], reading.Data["buyer"]));
        Assert.Equal(("/seller", "own-seller", Severity.Error), Assert.Single(reading.Findings) is var told ? (told.Field, told.Rule, told.Severity) : default);
    }

    [Theory]
    [InlineData("""{"seller":{"name":"Heide GmbH"}}""", false)]
    [InlineData("""{"seller":{"name":"Heide GmbH"},"buyer":{"name":"Brook and Heather","vat_id":"GB980780684"}}""", false)]
    [InlineData("""{"seller":{"name":"Heide GmbH"},"buyer":{"name":"A customer"}}""", true)]
    public void Own_company_that_cannot_be_anything_but_the_seller_stays_and_a_person_is_asked(string data, bool isStructured)
    {
        var reading = Ours.Settle(Read(data) with { IsStructured = isStructured });

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(data), reading.Data));
        Assert.Equal("own-seller", Assert.Single(reading.Findings).Rule);
    }

    [Theory]
    [InlineData("""{"seller":{"name":"Some Supplier"},"buyer":{"name":"Heide GmbH"}}""")]
    [InlineData("""{"seller":{"name":"Heide GmbH & Co. KG"}}""")]
    [InlineData("""{"total":1}""")]
    public void Reading_with_the_parties_where_they_belong_stays_as_it_is(string data)
    {
        var reading = Ours.Settle(Read(data));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(data), reading.Data));
        Assert.Empty(reading.Findings);
    }

    private static Reading Read(string data) => new("some", "invoice", JsonNode.Parse(data)!.AsObject(), []);
}
