using System.Text.Json.Nodes;
using DocExtract.Worker.Evaluation.Faults;

namespace DocExtract.Worker.Evaluation.LongTables;

/// <summary>A reading of a generated invoice.</summary>
/// <param name="Kind">What is wrong with it, as it stands in reports.</param>
/// <param name="Data">The whole reading.</param>
internal sealed record TableReading(string Kind, JsonObject Data);

/// <summary>What goes wrong with the rows of long tables: breaking off, skipping, doubling; and sums that are made to fit.</summary>
internal static class TableFaults
{
    public const string Complete = "complete";

    /// <param name="invoice">The truth.</param>
    /// <param name="rowsBefore">For each page how many rows stand on those before.</param>
    public static IEnumerable<TableReading> Of(TableInvoice invoice, IReadOnlyList<int> rowsBefore)
    {
        var rows = invoice.Rows;
        int count = rows.Count;
        int Any(string kind, int from, int to) => new Draw(invoice.Number, kind).Of([.. Enumerable.Range(from, to - from)]);
        int page = rowsBefore[^1] > 0 && rowsBefore[^1] < count ? rowsBefore[Math.Max(1, rowsBefore.Count / 2)] : count / 2;
        int some = Math.Max(2, count / 40);
        int one = Any("one", 1, count - 1);

        IReadOnlyList<TableRow> truncated = [.. rows.Take(count * 3 / 5)];
        IReadOnlyList<TableRow> endsWithPage = [.. rows.Take(page)];
        IReadOnlyList<TableRow> skipped = [.. rows.Where((_, i) => i != one)];
        IReadOnlyList<TableRow> skippedSome = [.. rows.Where((_, i) => i % (count / some) != 1)];

        yield return Told("truncated", invoice, truncated);
        yield return Told("truncated at a page's end", invoice, endsWithPage);
        yield return Told("last row missing", invoice, [.. rows.Take(count - 1)]);
        yield return Told("first row missing", invoice, [.. rows.Skip(1)]);
        yield return Told("one row skipped", invoice, skipped);
        yield return Told("several rows skipped", invoice, skippedSome);
        yield return Told("one row doubled", invoice, [.. rows.Take(one), rows[one], .. rows.Skip(one)]);
        yield return Told("several rows doubled", invoice, [.. rows.SelectMany((row, i) => Enumerable.Repeat(row, i % (count / some) == 1 ? 2 : 1))]);
        if (rows.Select((row, i) => (Row: row, Index: i)).LastOrDefault(other => other.Row != rows[one]) is { Row: not null } other)
        {
            yield return Told("row swapped for a copy", invoice, [.. rows.Select((row, i) => i == one ? other.Row : row)]);
        }

        yield return Told("last row repeated", invoice, [.. truncated, .. Enumerable.Repeat(truncated[^1], count - truncated.Count)]);
        yield return SumsFitted("truncated, sums fitted", invoice, truncated);
        yield return SumsFitted("truncated at a page's end, sums fitted", invoice, endsWithPage);
        yield return SumsFitted("one row skipped, sums fitted", invoice, skipped);
        yield return TotalOnly("truncated at a page's end, its sum as total", invoice, endsWithPage);
        yield return WithoutAmounts("truncated, amounts left out", invoice, truncated);
        yield return WithoutAmounts("one row skipped, amounts left out", invoice, skipped);
    }

    private static TableReading Told(string kind, TableInvoice invoice, IReadOnlyList<TableRow> rows)
    {
        var data = invoice.ToJson();
        data["lines"] = (invoice with { Rows = rows }).ToJson()["lines"]!.DeepClone();
        return new TableReading(kind, data);
    }

    /// <summary>All sums are those of the rows that were read.</summary>
    private static TableReading SumsFitted(string kind, TableInvoice invoice, IReadOnlyList<TableRow> rows)
    {
        var (told, fitted) = (Told(kind, invoice, rows), invoice with { Rows = rows });
        (told.Data["subtotal"], told.Data["tax_total"], told.Data["total"]) = (fitted.Subtotal, fitted.Tax, fitted.Total);
        return told;
    }

    /// <summary>Only one sum is told, which may even be printed: what a page carries forward.</summary>
    private static TableReading TotalOnly(string kind, TableInvoice invoice, IReadOnlyList<TableRow> rows)
    {
        var told = Told(kind, invoice, rows);
        told.Data.Remove("subtotal");
        told.Data.Remove("tax_total");
        told.Data["total"] = rows.Sum(row => row.Amount);
        return told;
    }

    /// <summary>The sums are right, and no row says anything that could contradict them.</summary>
    private static TableReading WithoutAmounts(string kind, TableInvoice invoice, IReadOnlyList<TableRow> rows)
    {
        var told = Told(kind, invoice, rows);
        foreach (var row in told.Data["lines"]!.AsArray())
        {
            row!.AsObject().Remove("amount");
        }

        return told;
    }
}
