using System.Globalization;
using System.Text;

namespace DocExtract.Chaos.Audit;

/// <summary>Reports as Markdown: a row a seed, then what did not hold.</summary>
internal static class MarkdownReport
{
    public static string Of(IReadOnlyList<ChaosReport> reports)
    {
        var text = new StringBuilder();
        text.AppendLine("| seed | documents (accepted / review / rejected) | messages | workers killed / stopped | Postgres, Azurite restarts | connections cut | right answers / least | repeated after a death / an outage / unheard | cost / least | longest standstill | peak memory | time | result |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var report in reports)
        {
            text.AppendLine(Row(report));
        }

        foreach (var report in reports.Where(report => !report.Holds))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Seed {report.Plan.Seed}; logs and data in `{report.Run.Directory}`:").AppendLine();
            foreach (var check in report.Checks.Where(check => !check.Holds))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- {check.Promise} **Not so:** {string.Join("; ", check.Broken.Take(20))}{(check.Broken.Count > 20 ? $" and {check.Broken.Count - 20} more" : "")}");
            }
        }

        return text.ToString();
    }

    private static string Row(ChaosReport report)
    {
        var (run, model) = (report.Run, report.Model);
        int Times(params Disturbance[] kinds) => kinds.Sum(kind => run.Disturbances.GetValueOrDefault(kind));
        int Status(string status) => report.Statuses.GetValueOrDefault(status);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {report.Plan.Seed} | {report.Statuses.Values.Sum()} ({Status("accepted")} / {Status("needs_review")} / {Status("rejected")}) | {run.Messages} | {report.Killed} / {report.Workers.Count(life => life.Wanted == "SIGTERM")} | {Times(Disturbance.KillPostgres, Disturbance.RestartPostgres)}, {Times(Disturbance.RestartAzurite)} | {run.ConnectionsCut} | {model.Right} / {model.Least} | {model.RepeatedByDeath} / {model.RepeatedByOutage} / {model.RepeatedUnheard} | {model.Cost:0.0000} / {model.LeastCost:0.0000} | {report.LongestStall.TotalSeconds:0.0} s | {report.Workers.Max(life => life.PeakMemory) >> 20} MB | {run.Duration.TotalSeconds:0} s | {(report.Holds ? "all holds" : $"{report.Checks.Count(check => !check.Holds)} broken")} |");
    }
}
