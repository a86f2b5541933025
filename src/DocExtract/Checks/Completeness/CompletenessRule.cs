using System.Text.Json.Nodes;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;
using DocExtract.Values;

namespace DocExtract.Checks.Completeness;

/// <summary>
/// A list that is not proven whole is never accepted. Its sum proves it, or the numbers printed before its rows, or a printed
/// count, or its column, in which nothing is left unread. And whatever proves it, nothing printed may contradict that: a position
/// that was not read, a carried sum that the rows above it miss, a count of other rows.
/// </summary>
internal static class CompletenessRule
{
    private const int Shown = 5;

    public static IEnumerable<Finding> Judge(
        DeclaredCheck check, DocumentSchema schema, Reading reading, IReadOnlyList<FieldEvidence> evidence, Document document)
    {
        // The XML of an e-invoice is a list by itself: nothing has to be recognised as a row of it.
        if (reading.IsStructured || new PrintedLines(document) is not { } lines || ReadTable.Of(check.Field, reading.Data, evidence, lines) is not { } table)
        {
            return [];
        }

        decimal minorUnit = new(1, 0, 0, false, (byte)Currencies.MinorUnit(FieldValue.Find(reading.Data, "/currency")?.AsText() ?? ""));
        var positions = PositionNumbers.Of(table, lines);
        int? count = PrintedCount.Of(lines, schema.Labels);
        var proof = SumProof.Of(check.Field, schema, reading.Data, minorUnit);
        IReadOnlyList<string> faults =
        [
            .. Unread(positions, table),
            .. Miscounted(count, table, reading.Data),
            .. Missed(CarriedSums.Of(table, lines, schema.Labels, SumProof.Certain(minorUnit, table.Rows.Count)), proof),
            .. proof.Holds && !evidence.Any(entry => entry.IsLabelled && proof.Fields.Contains(entry.Field)) ? GoesOn(LeftRows.Of(table, lines, evidence), table) : [],
        ];
        bool isProven = proof.Holds || proof.IsTold || positions?.Lines.Count == table.Rows.Count || count == table.Rows.Count
            || ColumnBands.AreAllRead(table, lines, evidence);
        return (faults.Count > 0 || isProven ? faults : [Unproven(table)])
            .Select(message => new Finding(table.Table, check.Name, Findings.SeverityOf(check), message));
    }

    private static IEnumerable<string> Unread(PositionNumbers? positions, ReadTable table) =>
        positions?.Unread(table) is { Count: > 0 } missing
            ? [$"The page numbers the {table.Name} up to {positions.Show(positions.Lines.Count - 1)}, but {Positions(positions, missing)} not read."]
            : [];

    private static string Positions(PositionNumbers positions, IReadOnlyList<int> missing) =>
        $"{string.Join(", ", missing.Take(Shown).Select(positions.Show))}{(missing.Count > Shown ? $" and {missing.Count - Shown} more" : "")} {(missing.Count == 1 ? "was" : "were")}";

    /// <summary>Some count pieces, not rows.</summary>
    private static IEnumerable<string> Miscounted(int? count, ReadTable table, JsonObject data) =>
        count is { } printed && printed != table.Rows.Count && FieldValue.Select(data, $"{table.Table}/*/quantity").Sum(field => field.AsDecimal() ?? 0) != printed
            ? [$"The page says that there are {printed} {table.Name}, but {table.Rows.Count} were read."]
            : [];

    /// <summary>Sums may be carried with their tax, which says nothing about the rows: they count where one of them holds, or no sum does.</summary>
    private static IEnumerable<string> Missed(IReadOnlyList<CarriedSum> carried, SumProof proof) =>
        carried.Any(sum => !sum.Holds) && (carried.Any(sum => sum.Holds) || !proof.Holds) && carried.First(sum => !sum.Holds) is var missed
            ? [$"Page {missed.Page} carries forward {Terms.Show(missed.Said)}, but the rows that were read up to there add up to {Terms.Tidy(missed.Read)}."]
            : [];

    private static IEnumerable<string> GoesOn(IReadOnlyList<PrintedLine> left, ReadTable table) => left.Count > 0
        ? [$"{left.Count} lines look like further {table.Name}, the first on page {left[0].Page.Number}, and the sum that the rows add up to stands beside no label."]
        : [];

    private static string Unproven(ReadTable table) =>
        $"Nothing proves that the {table.Name} are whole: {table.Rows.Count} rows were read, and no printed sum, count or numbering bears that out.";
}
