using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Readers.Vision;

namespace DocExtract.Tests;

internal static partial class Some
{
    /// <summary>A schema with one field of every kind.</summary>
    public static JsonObject ModelFacingSchema() => JsonNode.Parse(
        """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Order",
          "type": "object",
          "required": ["number"],
          "x-essential": true,
          "properties": {
            "number": { "type": "string", "description": "As printed.", "minLength": 1, "x-label": "No." },
            "date": { "type": "string", "format": "date" },
            "currency": { "type": "string", "pattern": "^[A-Z]{3}$" },
            "kind": { "enum": ["order", "return"] },
            "total": { "type": "number", "multipleOf": 0.01, "minimum": 0 },
            "copies": { "type": "integer" },
            "paid": { "type": "boolean" },
            "seller": { "$ref": "#/$defs/party" },
            "lines": { "type": "array", "minItems": 1, "items": {
              "type": "object", "properties": { "text": { "type": "string" }, "amount": { "type": ["number", "null"] } } } },
            "notes": { "type": "array", "items": { "type": "string" } }
          },
          "$defs": { "party": { "type": "object", "properties": { "name": { "type": "string" }, "vat_id": { "type": "string", "pattern": "^(?i)[a-z]{2}\\d+$" } } } }
        }
        """)!.AsObject();

    /// <summary>An endpoint's answer as it usually comes.</summary>
    public static ChatAnswer Answer(string? text, string? finishReason = "stop", string? refusal = null) =>
        new(text, refusal, finishReason, "some-model", new TokenUsage(10, null, 5));

    /// <summary>A page of these pixels, without words.</summary>
    public static Page PaintedPage(int number, PixelImage pixels) => new(number, new Painted(pixels));

    private sealed class Painted(PixelImage pixels) : IPageContent
    {
        public IReadOnlyList<Word> TextLayer => [];

        public IReadOnlyList<HiddenWord> HiddenWords => [];

        public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken) => [];

        public PixelImage Render(double dpi, CancellationToken cancellationToken) => pixels;
    }
}
