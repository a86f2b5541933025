using System.CommandLine;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Readers.Vision.Probing;
using DocExtract.Worker.Asking;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Reports;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace DocExtract.Worker.Commands;

/// <summary><c>doctor</c>: whether each model's endpoint is set up as it needs to be, and what to set where it is not.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Ask each model a few small questions and say what has to be set for it.");
        Settings.AddModelTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var configuration = Settings.Read(command);
        await using var services = new ServiceCollection().AddEngine(configuration).BuildServiceProvider();
        if (!VisionTiers.HasModel(services, configuration))
        {
            throw new FormatException($"There is no model to ask: {VisionTiers.HowToHaveOne}.");
        }

        var account = new MemoryAccount(services.GetRequiredService<IOptions<VisionSettings>>().Value.DocumentBudget);
        bool well = true;
        foreach (var (path, options) in VisionTiers.Endpoints(configuration))
        {
            well &= await ProbeAsync(path, options, services.GetRequiredService<TimeProvider>(), account, cancellationToken);
        }

        return well ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<bool> ProbeAsync(string path, VisionOptions options, TimeProvider time, MemoryAccount account, CancellationToken cancellationToken)
    {
        var probe = new EndpointProbe(options, time);
        await Console.Out.WriteLineAsync($"{options}, profile {probe.Profile} ({path})");
        var results = await probe.RunAsync(account, cancellationToken);
        Tables.Console(Console.Out).Write(Table(results));
        var wrong = results.Where(result => result.IsWrong).ToList();
        foreach (string line in wrong.SelectMany(result => Advice(path, result)).Distinct())
        {
            await Console.Out.WriteLineAsync(line);
        }

        await Console.Out.WriteLineAsync(wrong.Count == 0 ? "Nothing has to be changed." : "");
        return wrong.Count == 0;
    }

    private static Table Table(IReadOnlyList<ProbeResult> results)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns("setting", "settings say", "endpoint", "to set");
        foreach (var result in results)
        {
            table.AddRow([.. new[] { result.Setting, result.Says, result.Found, result.ToSet ?? (result.Advice is null ? "" : "see below") }.Select(Markup.Escape)]);
        }

        return table;
    }

    /// <summary>What to do, as lines that can be copied.</summary>
    private static IEnumerable<string> Advice(string path, ProbeResult result)
    {
        if (result.ToSet is { } setting)
        {
            yield return $"To set: {path.Replace(":", "__", StringComparison.Ordinal)}__{setting}";
        }

        if (result.Advice is { } advice)
        {
            yield return AnswerWriter.Plain($"To do ({result.Setting}): {advice}");
        }
    }
}
