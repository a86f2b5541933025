using System.Diagnostics;

namespace DocExtract.IntegrationTests.Commands;

/// <summary>What a run of the executable left behind.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors);

/// <summary>The built executable, as a user starts it.</summary>
internal static class Program
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static Task<ProgramResult> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    /// <param name="environment">Variables on top of this process's own.</param>
    /// <param name="arguments">The command line.</param>
    public static Task<ProgramResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) => RunAsync(environment, "", arguments);

    /// <param name="environment">Variables on top of this process's own.</param>
    /// <param name="input">What is typed.</param>
    /// <param name="arguments">The command line.</param>
    public static Task<ProgramResult> RunAsync(IReadOnlyDictionary<string, string> environment, string input, string[] arguments) => RunAsync(
        new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "docextract"), arguments) { WorkingDirectory = AppContext.BaseDirectory }, environment, input);

    /// <param name="start">What is started, and where.</param>
    /// <param name="environment">Variables on top of this process's own.</param>
    /// <param name="input">What is typed.</param>
    public static async Task<ProgramResult> RunAsync(ProcessStartInfo start, IReadOnlyDictionary<string, string> environment, string input)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.Environment.Remove("OPENAI_API_KEY");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(patience.Token);
        return new ProgramResult(process.ExitCode, await output, await errors);
    }
}
