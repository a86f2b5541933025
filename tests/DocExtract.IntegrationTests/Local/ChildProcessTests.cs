using System.Diagnostics;
using DocExtract.Worker.Local;

namespace DocExtract.IntegrationTests.Local;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Killing_the_parent_leaves_no_child_and_the_next_start_works()
    {
        using var home = new TemporaryHome();
        using var parent = StartParent(home.Directory);
        await ReadUntilAsync(parent, "storage ");
        int[] children =
        [
            home.Pids("postgres").Guardian, home.Pids("postgres").Command, home.Pids("azurite").Guardian, home.Pids("azurite").Command,
        ];
        Assert.All(children, child => Assert.True(Runs(child)));

        parent.Kill();

        await UntilAsync(() => !children.Any(Runs));
        Assert.False(File.Exists(Path.Combine(home.Directory, "postgres", "data", "postmaster.pid")), "Postgres was not shut down in order.");
        await using var next = await LocalServices.StartAsync(new() { DataDirectory = home.Directory }, null, CancellationToken.None);
    }

    [Fact]
    public async Task A_start_right_after_the_kill_waits_for_the_children_to_end()
    {
        using var home = new TemporaryHome();
        using var parent = StartParent(home.Directory);
        await ReadUntilAsync(parent, "storage ");

        parent.Kill();
        await parent.WaitForExitAsync();

        await using var next = await LocalServices.StartAsync(new() { DataDirectory = home.Directory }, null, CancellationToken.None);
    }

    [Fact]
    public async Task Killing_a_guardian_is_noticed_and_its_orphan_is_ended_by_the_next_start()
    {
        using var home = new TemporaryHome();
        int orphan;
        await using (var services = await home.StartPostgresAsync())
        {
            (int guardian, orphan) = home.Pids("postgres");
            Process.GetProcessById(guardian).Kill();
            await Assert.ThrowsAsync<LocalServiceException>(() => services.Ended.WaitAsync(Patience));
        }

        Assert.True(Runs(orphan));

        await using var next = await home.StartPostgresAsync();

        Assert.False(Runs(orphan));
    }

    [Fact]
    public async Task A_child_that_dies_is_reported_with_the_end_of_its_log()
    {
        using var home = new TemporaryHome();
        await using var services = await home.StartPostgresAsync();

        Process.GetProcessById(home.Pids("postgres").Command).Kill();

        var failure = await Assert.ThrowsAsync<LocalServiceException>(() => services.Ended.WaitAsync(Patience));
        Assert.Contains("Postgres ended unexpectedly (exited SIGKILL)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("database system is ready to accept connections", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_up_during_the_start_leaves_nothing_running()
    {
        using var home = new TemporaryHome();
        using var giveUp = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LocalServices.StartAsync(
            new() { DataDirectory = home.Directory }, _ => giveUp.Cancel(), giveUp.Token));

        Assert.Empty(Directory.EnumerateFiles(home.Directory, "*.running"));
    }

    private static Process StartParent(string directory) => Process.Start(
        new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "docextract"), ["local", "--data-directory", directory])
        {
            RedirectStandardOutput = true,
        })!;

    private static async Task ReadUntilAsync(Process process, string start)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("The process ended without saying what it started.");
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static bool Runs(int pid)
    {
        string now = Path.GetTempFileName();
        try
        {
            return Predecessor.IsAlive(pid, now);
        }
        finally
        {
            File.Delete(now);
        }
    }
}
