using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Readers.Vision.Probing;
using DocExtract.Worker.Asking;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Reports;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace DocExtract.Worker.Diagnosis;

/// <summary>Whether each model's endpoint is set up as it needs to be, and what to set where it is not.</summary>
internal static class ModelLook
{
    public const string Part = "model";

    /// <summary>Asks every endpoint, and writes what it says; true where nothing has to be changed.</summary>
    public static async Task<bool> LookAsync(IServiceProvider services, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (!VisionTiers.HasModel(services, configuration))
        {
            await Console.Out.WriteLineAsync(PartState.Well(Part, $"None is configured: documents are read without one. To have one, {VisionTiers.HowToHaveOne}.").ToString());
            return true;
        }

        var account = new MemoryAccount(services.GetRequiredService<IOptions<VisionSettings>>().Value.DocumentBudget);
        bool well = true;
        foreach (var (path, options) in VisionTiers.Endpoints(configuration))
        {
            well &= await ProbeAsync(path, options, services.GetRequiredService<TimeProvider>(), account, cancellationToken);
        }

        return well;
    }

    private static async Task<bool> ProbeAsync(string path, VisionOptions options, TimeProvider time, MemoryAccount account, CancellationToken cancellationToken)
    {
        var probe = new EndpointProbe(options, time);
        var results = await probe.RunAsync(account, cancellationToken);
        var wrong = results.Where(result => result.IsWrong).ToList();
        await Console.Out.WriteLineAsync(new PartState(Part, $"{options}, profile {probe.Profile} ({path})", wrong.Count > 0).ToString());
        Tables.Console(Console.Out).Write(Table(results));
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
