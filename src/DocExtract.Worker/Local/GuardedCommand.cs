using System.Globalization;

namespace DocExtract.Worker.Local;

/// <summary>A command for <see cref="GuardedProcess"/>.</summary>
/// <param name="Name">What people call it: "Postgres".</param>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record GuardedCommand(string Name, string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Its working directory; the user it runs as must be able to enter it.</summary>
    public required string Directory { get; init; }

    /// <summary>Where its output goes; kept under two megabytes.</summary>
    public required string Log { get; init; }

    /// <summary>The user it runs as; null: the same as this process.</summary>
    public RunAsUser? User { get; init; }

    /// <summary>Files and directories given to <see cref="User"/> first.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>A file that exists while it runs and names the two processes; see <see cref="Predecessor"/>.</summary>
    public string? RunningFile { get; init; }

    /// <summary>A directory deleted at the end, when no other command is running on it.</summary>
    public string? Remove { get; init; }

    /// <summary>The signal that asks it to end.</summary>
    public string StopSignal { get; init; } = "SIGTERM";

    /// <summary>How long it may take to end; then it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Environment variables changed for it; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The command as arguments of <c>guardian.mjs</c>.</summary>
    public IEnumerable<string> GuardianArguments()
    {
        List<string> options = ["--log", Log, "--stop", StopSignal, "--grace", Number((long)Grace.TotalSeconds)];
        if (User is not null)
        {
            options.AddRange(["--uid", Number(User.Uid), "--gid", Number(User.Gid)]);
            options.AddRange(Own.SelectMany(path => new[] { "--own", path }));
        }

        if (RunningFile is not null)
        {
            options.AddRange(["--running", RunningFile]);
        }

        if (Remove is not null)
        {
            options.AddRange(["--remove", Remove]);
        }

        return [.. options, "--", FileName, .. Arguments];
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
