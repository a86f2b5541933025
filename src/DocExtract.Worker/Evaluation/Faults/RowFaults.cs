using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>Item rows dropped, doubled, merged and invented.</summary>
internal static class RowFaults
{
    public static IEnumerable<Fault> Of(string document, JsonObject truth, Printed printed)
    {
        if (truth["lines"] is not JsonArray { Count: > 0 } rows)
        {
            yield break;
        }

        bool areMoney = FieldValue.Select(truth, "/lines/*/amount").Any();
        int dropped = At(document, "row dropped", rows.Count);
        yield return Change("row dropped", areMoney, dropped, lines => lines.RemoveAt(dropped));

        int doubled = At(document, "row doubled", rows.Count);
        yield return Change("row doubled", areMoney, doubled, lines => lines.Insert(doubled + 1, lines[doubled]!.DeepClone()));

        if (rows.Count > 1)
        {
            int merged = At(document, "rows merged", rows.Count - 1);
            yield return Change("rows merged", false, merged, lines => Merge(lines, merged));
        }

        int before = At(document, "row invented", rows.Count + 1);
        yield return Change("row invented", areMoney, before, lines => lines.Insert(before, Invented(document, truth, printed, areMoney)));

        Fault Change(string kind, bool isMoney, int row, Action<JsonArray> change)
        {
            var data = truth.DeepClone().AsObject();
            change(data["lines"]!.AsArray());
            return new Fault(new FaultKind(kind, isMoney), "/lines", data, $"row {row + 1} of {rows.Count}");
        }
    }

    private static int At(string document, string kind, int count) => new Draw(document, kind).Of([.. Enumerable.Range(0, count)]);

    /// <summary>The row below goes into the one above: both texts, both amounts, and what else the upper one says.</summary>
    private static void Merge(JsonArray lines, int upper)
    {
        var (row, below) = (lines[upper]!.AsObject(), lines[upper + 1]!.AsObject());
        lines.RemoveAt(upper + 1);
        row["description"] = $"{row["description"]} {below["description"]}".Trim();
        if (Amount(row) is { } one && Amount(below) is { } other)
        {
            row["amount"] = one + other;
        }
    }

    /// <summary>An item that is not printed, with an amount that is, where there is one of no other row.</summary>
    private static JsonObject Invented(string document, JsonObject truth, Printed printed, bool hasAmount)
    {
        var taken = FieldValue.Select(truth, "/lines/*/amount").Select(amount => amount.AsDecimal()).ToHashSet();
        var free = printed.Amounts.Select(amount => amount.Value).Where(amount => !taken.Contains(amount)).ToList();
        var row = new JsonObject { ["description"] = "Handling and packing", ["quantity"] = 1 };
        if (hasAmount)
        {
            row["amount"] = free.Count > 0 ? new Draw(document, "row invented").Of(free) : 12.50m;
        }

        return row;
    }

    private static decimal? Amount(JsonObject row) => row["amount"] is JsonValue amount ? new FieldValue("", amount).AsDecimal() : null;
}
