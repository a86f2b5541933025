using System.CommandLine;
using System.Globalization;
using DocExtract.Chaos.Audit;

namespace DocExtract.Chaos;

/// <summary>The command line: one run, or one a seed.</summary>
internal static class ChaosCommand
{
    public static readonly Option<int> Documents = new("--documents") { Description = "Files to drop in.", DefaultValueFactory = _ => 500 };
    public static readonly Option<int> Workers = new("--workers") { Description = "Worker processes.", DefaultValueFactory = _ => 3 };
    public static readonly Option<int> Seed = new("--seed") { Description = "What chance goes by.", DefaultValueFactory = _ => 1 };
    public static readonly Option<string?> Seeds = new("--seeds") { Description = "Several runs, one after the other, such as 1-10." };
    public static readonly Option<FileInfo?> Report = new("--report") { Description = "Markdown file for the figures; also written when a run is broken off." };

    public static readonly Option<bool> Rolling = new("--rolling-update") { Description = "Replace workers one after the other under load instead; 60 files, 2 workers." };

    /// <summary>0 when everything held in every run.</summary>
    public static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        List<ChaosReport> reports = [];
        try
        {
            foreach (int seed in SeedsOf(command))
            {
                var plan = command.GetValue(Rolling) ? ChaosPlan.RollingUpdate with { Seed = seed }
                    : new ChaosPlan { Seed = seed, Documents = command.GetValue(Documents), Workers = command.GetValue(Workers) };
                reports.Add(await new ChaosRun(plan, TimeProvider.System).RunAsync(ShowProgress, cancellationToken));
                Console.Error.WriteLine();
                foreach (var check in reports[^1].Checks)
                {
                    Console.WriteLine($"{(check.Holds ? "ok  " : "FAIL")} {check.Promise} {string.Join("; ", check.Broken.Take(20))}");
                }
            }
        }
        finally
        {
            string markdown = MarkdownReport.Of(reports);
            Console.WriteLine(markdown);
            if (command.GetValue(Report) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, markdown, CancellationToken.None);
            }
        }

        return reports.TrueForAll(report => report.Holds) ? 0 : 1;
    }

    private static IEnumerable<int> SeedsOf(ParseResult command)
    {
        if (command.GetValue(Seeds) is not { } range)
        {
            return [command.GetValue(Seed)];
        }

        int[] ends = [.. range.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture))];
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }

    /// <summary>A line that is written over on a terminal, and one a look elsewhere.</summary>
    private static void ShowProgress(string line) => Console.Error.Write(Console.IsErrorRedirected ? $"{line}\n" : $"\r{line.PadRight(140)}");
}
