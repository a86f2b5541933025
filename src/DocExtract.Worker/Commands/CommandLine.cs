using System.CommandLine;
using DocExtract.Readers.Vision;
using DocExtract.Worker.Commands.Measuring;
using DocExtract.Worker.Configuring;
using DocExtract.Worker.Local;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Commands;

/// <summary>The verbs, and what the process says when one of them fails.</summary>
internal static class CommandLine
{
    /// <summary>Longer than a worker takes to give its messages back and end its child processes.</summary>
    private static readonly TimeSpan GraceAfterCtrlC = TimeSpan.FromMinutes(6);

    /// <summary>All verbs.</summary>
    public static RootCommand Root()
    {
        return new RootCommand("DocExtract: invoices and receipts in, checked rows in Postgres out.")
        {
            RunCommand.Create(),
            BatchCommand.Create(),
            ExtractCommand.Create(),
            AskCommand.Create(),
            DoctorCommand.Create(),
            WorkerCommand.Create(),
            HealthCommand.Create(),
            MigrateCommand.Create(),
            SweepCommand.Create(),
            EnqueueCommand.Create(),
            WatchCommand.Create(),
            ReportCommand.Create(),
            ShowCommand.Create(),
            ExportCommand.Create(),
            RetryCommand.Create(),
            ReprocessCommand.Create(),
            PoisonCommand.Create(),
            PurgeCommand.Create(),
            CorrectCommand.Create(),
            CorrectionsCommand.Create(),
            EvalCommand.Create(),
            CostsCommand.Create(),
            SchemasCommand.Create(),
            SettingsCommand.Create(),
            LocalCommand.Create(),
            DecodePicturesCommand.Create(),
        };
    }

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        try
        {
            int code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = GraceAfterCtrlC,

                // Help that nobody asked for must not stand where other programs expect JSON.
                Output = parsed.Errors.Count > 0 ? Console.Error : Console.Out,
            });
            return parsed.Errors.Count > 0 ? ExitCode.WrongUsage : code;
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or InvalidDataException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return ExitCode.WrongUsage;
        }
        catch (InvalidOperationException wrong) when (WrongSetting.Explain(wrong) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return ExitCode.WrongUsage;
        }
        catch (Exception failure) when (failure is LocalServiceException or ModelCallException or IOException or UnauthorizedAccessException
            or Npgsql.NpgsqlException or Azure.RequestFailedException or Azure.Identity.AuthenticationFailedException or AggregateException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failed;
        }
#pragma warning disable CA1031 // The outermost boundary: whatever was not foreseen is a failure of ours, told in full so that it can be mended.
        catch (Exception unforeseen)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync($"This should not happen; please report it: {unforeseen}");
            return ExitCode.Failed;
        }
    }
}
