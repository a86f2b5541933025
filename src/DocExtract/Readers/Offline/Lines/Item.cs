using System.Text.Json.Nodes;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>One item as it is printed.</summary>
internal sealed record Item
{
    public string? Description { get; init; }

    public string? ItemNumber { get; init; }

    public decimal? Quantity { get; init; }

    public string? Unit { get; init; }

    public decimal? UnitPrice { get; init; }

    /// <summary>By how much quantity times price was reduced; only where that gives the amount.</summary>
    public decimal? Discount { get; init; }

    public decimal? TaxRate { get; init; }

    public decimal? Amount { get; init; }

    public JsonObject ToJson() => new JsonObject()
        .With("description", Description)
        .With("item_number", ItemNumber)
        .With("quantity", Quantity)
        .With("unit", Unit)
        .With("unit_price", UnitPrice)
        .With("discount", Discount)
        .With("tax_rate", TaxRate)
        .With("amount", Amount);
}
