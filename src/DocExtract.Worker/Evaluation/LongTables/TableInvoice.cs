using System.Text.Json.Nodes;

namespace DocExtract.Worker.Evaluation.LongTables;

/// <summary>A generated invoice: its rows, what a truthful reader says of it, and its pages.</summary>
internal sealed record TableInvoice(TableLayout Layout, IReadOnlyList<TableRow> Rows)
{
    public const int Rate = 20;

    public string Number => $"TB-{string.Concat(Layout.Name.Split(' ').Select(word => word[..2])).ToUpperInvariant()}-{Rows.Count:D5}";

    public decimal Subtotal => Rows.Sum(row => row.Amount);

    public decimal Tax => TaxOf(Subtotal);

    public decimal Total => Subtotal + Tax;

    public static TableInvoice Of(TableLayout layout, int rows) => new(layout, TableRow.Of(layout, rows));

    public static decimal TaxOf(decimal subtotal) => Math.Round(subtotal * Rate / 100, 2, MidpointRounding.AwayFromZero);

    public JsonObject ToJson() => new()
    {
        ["invoice_number"] = Number,
        ["invoice_date"] = "2026-03-14",
        ["currency"] = Layout.Words.Currency,
        ["seller"] = new JsonObject { ["name"] = Layout.Words.Seller },
        ["lines"] = new JsonArray([.. Rows.Select(row => row.ToJson())]),
        ["subtotal"] = Subtotal,
        ["tax_total"] = Tax,
        ["total"] = Total,
    };
}
