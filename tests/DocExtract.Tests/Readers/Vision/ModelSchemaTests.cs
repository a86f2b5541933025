using System.Text.Json.Nodes;
using DocExtract.Readers.Vision;

namespace DocExtract.Tests.Readers.Vision;

public sealed class ModelSchemaTests
{
    [Fact]
    public void Model_is_shown_the_strict_common_subset_and_nothing_else()
    {
        var shown = ModelSchema.From(Some.ModelFacingSchema());

        var expected = JsonNode.Parse(
            """
            {
              "type": "object",
              "properties": {
                "number": { "description": "As printed.", "type": ["string", "null"] },
                "date": { "type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
                "currency": { "type": ["string", "null"], "pattern": "^[A-Z]{3}$" },
                "kind": { "type": ["string", "null"], "enum": ["order", "return", null] },
                "total": { "type": ["string", "null"], "pattern": "^-?[0-9]+([.][0-9]+)?$" },
                "copies": { "type": ["integer", "null"] },
                "paid": { "type": ["boolean", "null"] },
                "seller": {
                  "type": "object",
                  "properties": { "name": { "type": ["string", "null"] }, "vat_id": { "type": ["string", "null"] } },
                  "required": ["name", "vat_id"],
                  "additionalProperties": false
                },
                "lines": { "type": "array", "items": {
                  "type": "object",
                  "properties": { "text": { "type": ["string", "null"] }, "amount": { "type": ["string", "null"], "pattern": "^-?[0-9]+([.][0-9]+)?$" } },
                  "required": ["text", "amount"],
                  "additionalProperties": false
                } },
                "notes": { "type": "array", "items": { "type": ["string", "null"] } }
              },
              "required": ["number", "date", "currency", "kind", "total", "copies", "paid", "seller", "lines", "notes"],
              "additionalProperties": false
            }
            """)!;
        Assert.Equal(expected.ToJsonString(), shown.ToJsonString());
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/missing"}}}""", "#/$defs/missing")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/properties/a"}}}""", "#/properties/a")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"}}}""", "#")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"array","items":{"$ref":"#/$defs/n"}}},"$defs":{"n":{"type":"object","properties":{"n":{"$ref":"#/$defs/n"}}}}}""", "deeper")]
    [InlineData("""{"type":"object","properties":{"a":{"anyOf":[{"type":"string"},{"type":"number"}]}}}""", "anyOf")]
    public void Schema_that_no_model_can_be_held_to_is_refused_with_its_reason(string schema, string reason)
    {
        var refused = Assert.Throws<InvalidDataException>(() => ModelSchema.From(JsonNode.Parse(schema)!.AsObject()));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
