using DocExtract.Worker.Reports;
using Spectre.Console;

namespace DocExtract.Worker.Evaluation.Reporting;

/// <summary>What a person sees while sets are read: a bar on a terminal, one line a set elsewhere.</summary>
internal sealed class EvaluationProgress(TextWriter output)
{
    private readonly IAnsiConsole _console = Tables.Console(output);

    /// <summary>Shows how far a set is while <paramref name="work"/> goes on.</summary>
    /// <param name="name">Name of the set.</param>
    /// <param name="documents">How many it holds.</param>
    /// <param name="work">Calls what it is given after each document.</param>
    public async Task<T> FollowAsync<T>(string name, int documents, Func<Action, Task<T>> work)
    {
        if (!_console.Profile.Out.IsTerminal)
        {
            await output.WriteLineAsync($"{name}: reading {documents} documents");
            return await work(() => { });
        }

        return await _console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(progress =>
            {
                var bar = progress.AddTask(Markup.Escape(name), maxValue: Math.Max(1, documents));
                return work(() => bar.Increment(1));
            });
    }
}
