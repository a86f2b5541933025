using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace DocExtract.Worker.Local;

/// <summary>
/// What an earlier DocExtract on the same directory left running: after a <c>kill -9</c> the guardians are still stopping
/// their commands, and if somebody killed a guardian too, its command is an orphan.
/// </summary>
internal static class Predecessor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>Returns when nothing named by the file runs any more. Call only while holding the directory's lock.</summary>
    /// <exception cref="LocalServiceException">It did not end in time.</exception>
    public static async Task WaitForEndAsync(string runningFile, Action<string>? progress, CancellationToken cancellationToken)
    {
        if (Pids(runningFile) is not [int guardian, int command])
        {
            return;
        }

        if (IsAlive(guardian, runningFile))
        {
            progress?.Invoke("Waiting for an earlier DocExtract to end");
        }

        await WaitAsync(guardian, runningFile, cancellationToken);
        if (Find(command, runningFile) is { } orphan)
        {
            orphan.Kill();
            await WaitAsync(command, runningFile, cancellationToken);
        }

        File.Delete(runningFile);
    }

    /// <summary>
    /// Whether the process still runs that had this id when the file was written: a process that took over the id since then
    /// started later than that.
    /// </summary>
    public static bool IsAlive(int pid, string file) => Find(pid, file) is not null;

    private static async Task WaitAsync(int pid, string runningFile, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (IsAlive(pid, runningFile))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new LocalServiceException(
                    $"Process {pid} of an earlier DocExtract (see {runningFile}) does not end. End it, or use --fresh for a throw-away store.");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    private static Process? Find(int pid, string file)
    {
        try
        {
            var process = Process.GetProcessById(pid);
            // Two seconds: start times are counted in ticks since a boot time that is itself only nearly known.
            bool same = process.StartTime.ToUniversalTime() <= File.GetLastWriteTimeUtc(file).AddSeconds(2);
            return same && !IsZombie(pid) ? process : null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null; // Gone, or another user's: ours is not.
        }
    }

    /// <summary>Ended, but its parent has not taken notice; in a container the first process may never do so.</summary>
    private static bool IsZombie(int pid)
    {
        string status = $"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat";
        if (!OperatingSystem.IsLinux() || !File.Exists(status))
        {
            return false;
        }

        string text = File.ReadAllText(status);
        return text[(text.LastIndexOf(')') + 1)..].TrimStart().StartsWith('Z');
    }

    private static int[] Pids(string runningFile) => !File.Exists(runningFile)
        ? []
        : [.. File.ReadAllText(runningFile)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0)
            .Where(pid => pid > 0)];
}
