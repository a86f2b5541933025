using System.CommandLine;
using System.Globalization;
using DocExtract.Worker.Telemetry;

namespace DocExtract.Worker.Commands;

/// <summary><c>health</c>: asks the worker on this machine how it is, for images that have no other program to ask with.</summary>
internal static class HealthCommand
{
    private static readonly Option<bool> Ready = new("--ready") { Description = "Ask whether Postgres and the queue can be reached, rather than whether the worker moves." };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var command = new Command("health", "Ask the worker on this machine whether it works (exit code 1: it does not).") { Ready };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var options = Settings.Read(command).GetSection(HealthOptions.Section).Get<HealthOptions>() ?? new HealthOptions();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}/healthz/{(command.GetValue(Ready) ? "ready" : "live")}");
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(address, cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return ExitCode.Done;
            }

            await Console.Error.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"No worker answers at {address}: {failure.Message}");
        }

        return ExitCode.Failed;
    }
}
