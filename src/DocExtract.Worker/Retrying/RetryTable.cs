using System.Globalization;
using DocExtract.Worker.Reports;
using DocExtract.Worker.Results;
using Spectre.Console;

namespace DocExtract.Worker.Retrying;

/// <summary>Shows what a retry would do, and says what it comes to.</summary>
internal static class RetryTable
{
    private const int MostRows = 200;

    public static void Write(IReadOnlyList<RetryStep> steps, TextWriter output)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns("id", "file", "is", "reason", "reader", "models cost", "then");
        foreach (var (candidate, hindrance) in steps.Take(MostRows))
        {
            table.AddRow([.. new[]
            {
                candidate.Id.ToString(CultureInfo.InvariantCulture), candidate.FileName, candidate.State, candidate.Reason ?? "", candidate.Reader ?? "",
                Cost(candidate.Cost), hindrance ?? (candidate.IsQueued ? "waits already; its message is sent again" : "read once more"),
            }.Select(cell => Markup.Escape(Asking.AnswerWriter.Plain(cell)))]);
        }

        Tables.Console(output).Write(steps.Count == 0 ? table.Caption("nothing that this holds for") : table);
        if (steps.Count > MostRows)
        {
            output.WriteLine($"... and {steps.Count - MostRows} more.");
        }
    }

    /// <summary>How many it is about, and what their reading cost the last time: as much again, where no answer is remembered.</summary>
    public static string Sum(IReadOnlyList<RetryStep> steps)
    {
        List<RetryCandidate> ready = [.. steps.Where(step => step.Hindrance is null).Select(step => step.Candidate)];
        decimal cost = ready.Sum(candidate => candidate.Cost);
        string left = steps.Count > ready.Count ? $", {steps.Count - ready.Count} left as they are" : "";
        string asked = cost > 0 ? $" Models cost {Cost(cost)} for them the last time; answers that are remembered cost nothing." : "";
        return $"{ready.Count} {(ready.Count == 1 ? "file" : "files")} to be read once more{left}.{asked}";
    }

    private static string Cost(decimal cost) => cost == 0 ? "" : cost.ToString("0.00####", CultureInfo.InvariantCulture);
}
