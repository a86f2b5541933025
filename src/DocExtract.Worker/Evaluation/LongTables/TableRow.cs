using System.Text.Json.Nodes;

namespace DocExtract.Worker.Evaluation.LongTables;

/// <summary>One item of a generated invoice.</summary>
internal sealed record TableRow(string Description, int Quantity, decimal Price)
{
    /// <summary>Articles of a layout that sells the same ones again and again.</summary>
    private const int Stock = 12;

    private static readonly string[] Syllables = ["kor", "vel", "tam", "bri", "nos", "lun", "der", "fal", "mi", "ras", "to", "gen"];

    public decimal Amount => Quantity * Price;

    public JsonObject ToJson() => new()
    {
        ["description"] = Description,
        ["quantity"] = Quantity,
        ["unit_price"] = Price,
        ["amount"] = Amount,
    };

    /// <summary>The same rows in every run.</summary>
    public static IReadOnlyList<TableRow> Of(TableLayout layout, int count)
    {
        var random = new Random(count);
        TableRow[] stock = [.. Enumerable.Range(0, layout.IsRepeating ? Stock : count).Select(i => New(random, layout, i))];
        return [.. Enumerable.Range(0, count).Select(i => layout.IsRepeating ? stock[random.Next(Stock)] : stock[i])];
    }

    private static TableRow New(Random random, TableLayout layout, int index)
    {
        string name = string.Concat(Enumerable.Range(0, 3).Select(_ => Syllables[random.Next(Syllables.Length)]));
        string article = $"{char.ToUpperInvariant(name[0])}{name[1..]} {layout.Words.Articles[random.Next(layout.Words.Articles.Count)]} {random.Next(2, 90)} mm";
        string text = layout.IsWrapped && index % 3 == 1 ? $"{article} {layout.Words.More}" : article;
        return new TableRow(text, random.Next(1, 25), random.Next(15, 48_000) / 100m);
    }
}
