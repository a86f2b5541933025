using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace DocExtract.Worker.Local;

/// <summary>A command under <c>guardian.mjs</c>: it ends when this object is disposed of, and also when this process just dies.</summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    private readonly GuardedCommand _command;
    private readonly Process _guardian;

    private GuardedProcess(GuardedCommand command, Process guardian)
    {
        (_command, _guardian) = (command, guardian);
        Ended = ReadOutcomeAsync();
    }

    /// <summary>Completes when nothing of the command is left, with what became of it: <c>exited 0</c>, <c>exited SIGKILL</c> ...</summary>
    public Task<string> Ended { get; }

    /// <exception cref="LocalServiceException">There is no Node.js.</exception>
    public static GuardedProcess Start(GuardedCommand command)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Local", "guardian.mjs"), .. command.GuardianArguments()])
        {
            WorkingDirectory = command.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new GuardedProcess(command, Process.Start(start)!);
        }
        catch (Win32Exception exception) when (!Directory.Exists(command.Directory))
        {
            throw new LocalServiceException($"The directory {command.Directory} has disappeared.", exception);
        }
        catch (Win32Exception exception)
        {
            throw new LocalServiceException(
                "No connection strings are configured, and Node.js, which starts the local Postgres and Azurite, was not found on the PATH: install Node.js 20 or newer, see https://nodejs.org.",
                exception);
        }
    }

    /// <summary>Runs a command that ends by itself.</summary>
    /// <exception cref="LocalServiceException">It did not end with exit code 0; the message has the end of its output.</exception>
    public static async Task RunAsync(GuardedCommand command, CancellationToken cancellationToken)
    {
        await using var process = Start(command);
        if (await process.Ended.WaitAsync(cancellationToken) != "exited 0")
        {
            throw await process.FailureAsync();
        }
    }

    /// <summary>Waits until the probe says yes.</summary>
    /// <exception cref="LocalServiceException">The process ended before, or it took longer than two minutes.</exception>
    public async Task WaitUntilAsync(Func<CancellationToken, Task<bool>> ready, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        try
        {
            while (!await ready(patience.Token))
            {
                if (await Task.WhenAny(Ended, Task.Delay(20, patience.Token)) == Ended)
                {
                    throw await FailureAsync();
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LocalServiceException($"{_command.Name} did not answer within two minutes.{LogTail()}");
        }
    }

    /// <summary>Why the command ended; waits for its end.</summary>
    public async Task<LocalServiceException> FailureAsync()
    {
        string outcome = await Ended;
        string tail = LogTail();
        return new LocalServiceException($"{_command.Name} ended unexpectedly ({outcome}).{tail}")
        {
            PortTaken = tail.Contains("already in use", StringComparison.OrdinalIgnoreCase)
                || tail.Contains("EADDRINUSE", StringComparison.Ordinal)
                || tail.Contains("is in use", StringComparison.Ordinal),
        };
    }

    /// <summary>Stops the command gently, waits for its end, kills it when that takes longer than its grace period.</summary>
    public async ValueTask DisposeAsync()
    {
        _guardian.StandardInput.Close();
        await Ended;
        _guardian.Dispose();
    }

    private async Task<string> ReadOutcomeAsync()
    {
        var errors = _guardian.StandardError.ReadToEndAsync();
        string output = (await _guardian.StandardOutput.ReadToEndAsync()).Trim();
        return output.Length > 0 ? output : $"its guardian was killed {await errors}".Trim();
    }

    private string LogTail()
    {
        if (!File.Exists(_command.Log))
        {
            return "";
        }

        var lines = File.ReadLines(_command.Log).TakeLast(12);
        return string.Create(CultureInfo.InvariantCulture, $" The end of {_command.Log}:\n{string.Join('\n', lines)}");
    }
}
