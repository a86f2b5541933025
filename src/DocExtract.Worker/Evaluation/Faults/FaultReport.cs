using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DocExtract.Worker.Evaluation.Reporting;
using DocExtract.Worker.Evaluation.Scores;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>What is told of <c>eval --faults</c>.</summary>
internal static class FaultReport
{
    private const int LongestCell = 100;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Headers =
        ["fault", "of", "caught", "caught %", "95 % interval", "of sound", "caught", "caught %", "95 % interval", "located %", "repair proposed %", "wrongly"];

    public static string Json(FaultRun run) => JsonSerializer.Serialize(run, Readable) + "\n";

    /// <summary>For a terminal: the figures, and the reasons why truthful readings were stopped.</summary>
    public static string Text(FaultSet set)
    {
        var text = new StringBuilder();
        foreach (var (title, grid) in Tables(set.Name, set.Documents))
        {
            text.AppendLine(title).Append(grid.ToText()).AppendLine();
        }

        return text.ToString();
    }

    /// <summary>All sets together, where there are several.</summary>
    public static string Text(FaultRun run) => run.Sets.Count < 2 ? "" : Text(Whole(run));

    /// <summary>The figures of each set and of all, every fault that was accepted, and every document that was left out.</summary>
    public static string Markdown(FaultRun run)
    {
        var text = new StringBuilder("# Faults\n");
        foreach (var set in run.Sets.Count < 2 ? run.Sets : [.. run.Sets, Whole(run)])
        {
            foreach (var (title, grid) in Tables(set.Name, set.Documents))
            {
                text.Append("\n## ").Append(Grid.EscapeMarkdown(title)).Append("\n\n").Append(grid.ToMarkdown());
            }
        }

        var accepted = new Grid(5, ["set", "document", "fault", "field", "what"],
            [.. from set in run.Sets from document in set.Documents from fault in document.Faults where !fault.Caught
                select (string[])[set.Name, document.Id, fault.Kind.Name, fault.Field, fault.Told]]);
        text.Append("\n## Faults that were accepted\n\n").Append(accepted.ToMarkdown());
        var wrong = new Grid(5, ["set", "document", "fault", "field", "what"],
        [
            .. from set in run.Sets from document in set.Documents from fault in document.Faults where fault.Repair == RepairOutcome.Wrong
               select (string[])[set.Name, document.Id, fault.Kind.Name, fault.Field, fault.Told],
            .. from set in run.Sets from document in set.Documents from proposed in document.Proposed
               select (string[])[set.Name, document.Id, "none", "", proposed],
        ]);
        text.Append("\n## Wrong repairs\n\n").Append(wrong.ToMarkdown());
        return text.ToString();
    }

    private static FaultSet Whole(FaultRun run) =>
        new("all sets", run.Sets.Sum(set => set.ClockSeconds), [.. run.Sets.SelectMany(set => set.Documents)]);

    private static IEnumerable<(string Title, Grid Grid)> Tables(string name, IReadOnlyList<FaultDocument> documents)
    {
        foreach (bool digital in new[] { true, false })
        {
            var tried = documents.Where(document => document.WasTried() && document.Digital == digital).ToList();
            if (tried.Count > 0)
            {
                var stopped = new Rate(tried.Count(document => document.Stopped.Count > 0), tried.Count);
                var whole = tried.Where(document => document.AddsUp).ToList();
                var wrongly = new Rate(whole.Count(document => document.Stopped.Count > 0), whole.Count);
                yield return (
                    $"{name}, {(digital ? "digital" : "scanned")}: {Figures.Count(tried.Count)} documents; truthful readings stopped: "
                    + $"{Figures.Count(stopped.Right)} ({Figures.Percent(stopped.Value)} %), "
                    + $"of the {Figures.Count(wrongly.Of)} that add up {Figures.Count(wrongly.Right)} ({Figures.Percent(wrongly.Value)} %, {Figures.Interval(wrongly)})",
                    new Grid(1, Headers, [.. FaultScore.Of(tried).Select(Row)]));
            }
        }

        var reasons = documents.SelectMany(document => document.Stopped, (document, reason) => (string[])[document.Id, Cut(reason)])
            .Concat(documents.Where(document => !document.WasTried()).Select(document => (string[])[document.Id, Cut($"left out: {document.LeftOut}")])).ToList();
        if (reasons.Count > 0)
        {
            yield return ($"{name}: truthful readings that were stopped, and documents left out", new Grid(2, ["document", "why"], reasons));
        }
    }

    private static string[] Row(FaultScore score) =>
    [
        score.Name, Figures.Count(score.Caught.Of), Figures.Count(score.Caught.Right), Figures.Percent(score.Caught.Value), Figures.Interval(score.Caught),
        Figures.Count(score.CaughtOfSound.Of), Figures.Count(score.CaughtOfSound.Right), Figures.Percent(score.CaughtOfSound.Value),
        Figures.Interval(score.CaughtOfSound), Figures.Percent(score.Located.Value),
        Figures.Percent(score.Repaired.Value), Figures.Count(score.RepairedWrongly),
    ];

    private static string Cut(string text) => text.ReplaceLineEndings(" ") is var line && line.Length > LongestCell ? line[..(LongestCell - 1)] + "…" : line;
}
