using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract.Tests;

internal static partial class Some
{
    public static readonly DateOnly Today = new(2024, 6, 1);

    /// <summary>The types that come with the product.</summary>
    public static SchemaCatalog InstalledTypes { get; } = SchemaCatalog.Load(Path.Combine(AppContext.BaseDirectory, "schemas"));

    /// <summary>An invoice in which everything agrees.</summary>
    public static JsonObject InvoiceData() => JsonNode.Parse(
        """
        {
          "invoice_number": "2024-17", "invoice_date": "2024-03-05", "due_date": "2024-03-19", "currency": "EUR",
          "seller": { "name": "Hollerbusch Werkstatt eG" },
          "lines": [
            { "description": "Shelf", "quantity": 3, "unit_price": 33.33, "amount": 99.99 },
            { "description": "Paper", "quantity": 250, "unit_price": 14.40, "price_quantity": 100, "discount": 5.00, "amount": 31.00 }
          ],
          "discount_total": 10.99, "charge_total": 5.00, "subtotal": 125.00,
          "tax_breakdown": [ { "rate": 19, "base": 95.00, "amount": 18.05 }, { "rate": 7, "base": 30.00, "amount": 2.10 } ],
          "tax_total": 20.15, "total": 145.15, "prepaid": 45.00, "rounding": 0.05, "amount_due": 100.20, "iban": "DE02120300000000202051"
        }
        """)!.AsObject();

    public static JsonObject ReceiptData() => JsonNode.Parse(
        """
        {
          "seller": { "name": "Corner Shop" }, "date": "2024-05-05", "time": "17:05", "currency": "MYR",
          "lines": [ { "description": "Tea", "quantity": 2, "unit_price": 4.50, "amount": 9.00 }, { "description": "Bun", "amount": 3.02 } ],
          "subtotal": 12.02, "rounding": -0.02, "total": 12.00, "tax_total": 0.68
        }
        """)!.AsObject();

    /// <summary>Evidence that every value stands on page 1, each at a place of its own.</summary>
    public static IReadOnlyList<FieldEvidence> Seen(JsonObject data, EvidenceSource source = EvidenceSource.TextLayer) =>
        [.. FieldValue.All(data).Select((field, i) => new FieldEvidence(field.Pointer, 1, new Box(0, i / 1000.0, 1, (i + 1) / 1000.0), field.AsText(), source, 1))];

    /// <summary>The findings of a reading whose values all stand on the page.</summary>
    public static IReadOnlyList<Finding> FindingsOf(JsonObject data, string type = "invoice") =>
        ReadingChecker.Check(new Reading("some", type, data, []), Seen(data), InstalledTypes.Get(type), Hybrid(), Today);

    public static Page BlankPage(params HiddenWord[] hidden) => new(1, new NoWords(hidden));

    /// <summary>A directory with one type, valid unless told otherwise.</summary>
    public static TypeDirectory TypeDirectory(string? schema = null, string? checks = null, string? prompt = null) => new(
        schema ?? """{"type":"object","additionalProperties":false,"x-essential":["/total"],"properties":{"total":{"type":"number"},"name":{"type":"string"}}}""",
        checks ?? "[]",
        prompt ?? "Read it.");

    private sealed class NoWords(IReadOnlyList<HiddenWord> hidden) : IPageContent
    {
        public IReadOnlyList<Word> TextLayer => [];

        public IReadOnlyList<HiddenWord> HiddenWords => hidden;

        public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken) => [];

        public PixelImage Render(double dpi, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody draws this page.");
    }
}

/// <summary>A schemas directory that lives as long as the test.</summary>
internal sealed class TypeDirectory : IDisposable
{
    public TypeDirectory(string schema, string checks, string prompt)
    {
        Directory.CreateDirectory(Type);
        Write("schema.json", schema);
        Write("checks.json", checks);
        Write("prompt.md", prompt);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("docextract-types-").FullName;

    public string Type => Path.Combine(Root, "order");

    public void Write(string file, string content) => File.WriteAllText(Path.Combine(Type, file), content);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
