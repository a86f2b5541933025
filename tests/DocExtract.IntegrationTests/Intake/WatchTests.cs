using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DocExtract.IntegrationTests.Commands;
using DocExtract.IntegrationTests.Fixtures;

namespace DocExtract.IntegrationTests.Intake;

/// <summary><c>watch</c>: a folder that people and scanners put files into.</summary>
public sealed class WatchTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>, IDisposable
{
    private static readonly string[] Quick = ["--settle", "00:00:00.500", "--interval", "00:00:00.100"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Files_of_all_folders_are_sent_once_however_often_and_by_what_name_they_are_found()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        Write("one.xml", Some.InvoiceXml("1"));
        Write("scans/two.xml", Some.InvoiceXml("2"));
        Write("empty.xml", []);
        Write("notes.txt", "no document"u8.ToArray());
        Write(".hidden.xml", Some.InvoiceXml("9"));
        Write(".folder/three.xml", Some.InvoiceXml("9"));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link.xml"), Some.RepositoryPath("samples", "documents", "invoice-de-xrechnung.xml"));

        var first = await OnceAsync(pipeline, "--type", "invoice");
        Write("scans/one again.xml", Some.InvoiceXml("1"));
        var second = await OnceAsync(pipeline);
        await pipeline.StartAsync();

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Contains("sent one.xml", first.Output, StringComparison.Ordinal);
        Assert.Contains($"sent {Path.Combine("scans", "two.xml")}", first.Output, StringComparison.Ordinal);
        Assert.EndsWith("Done: 2 files sent, 0 known already, 1 empty or still being written.", first.Output.Trim(), StringComparison.Ordinal);
        Assert.EndsWith("Done: 0 files sent, 3 known already, 1 empty or still being written.", second.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal("accepted", (await pipeline.FinishedAsync("one.xml")).Status);
        Assert.Equal("accepted", (await pipeline.FinishedAsync("two.xml")).Status);
        Assert.Equal(2L, await pipeline.ScalarAsync<long>("select count(*) from docextract.documents"));
    }

    [Fact]
    public async Task A_file_is_taken_when_it_is_whole_or_gets_its_name_and_the_command_ends_when_it_is_asked_to()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await using var watch = new Watching(pipeline.Environment, ["watch", _folder.FullName, "--settle", "00:00:02", "--interval", "00:00:00.100"]);
        await Pipeline.UntilAsync(() => Task.FromResult(watch.Output.Any(line => line.StartsWith("Watching ", StringComparison.Ordinal))));
        byte[] content = Some.InvoiceXml("1");
        await using (var slow = new FileStream(Path.Combine(_folder.FullName, "slow.xml"), FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            for (int i = 0; i < content.Length; i += 128)
            {
                await slow.WriteAsync(content.AsMemory(i, Math.Min(128, content.Length - i)));
                await slow.FlushAsync();
                await Task.Delay(200);
            }
        }

        Write("renamed.xml.part", Some.InvoiceXml("2"));
        await Pipeline.UntilAsync(async () => await pipeline.FindAsync("slow.xml") is not null);
        File.Move(Path.Combine(_folder.FullName, "renamed.xml.part"), Path.Combine(_folder.FullName, "renamed.xml"));
        await Pipeline.UntilAsync(async () => await pipeline.FindAsync("renamed.xml") is not null);
        int exit = await watch.StopAsync();
        await pipeline.StartAsync();

        Assert.Equal(0, exit);
        Assert.Equal("Stopped: 2 files sent, 0 known already.", watch.Output[^1]);
        Assert.Equal("accepted", (await pipeline.FinishedAsync("slow.xml")).Status);
        Assert.Equal("accepted", (await pipeline.FinishedAsync("renamed.xml")).Status);
        Assert.Equal(2L, await pipeline.ScalarAsync<long>("select count(*) from docextract.documents"));
    }

    [Fact]
    public async Task A_file_that_changes_is_another_document_and_one_that_is_too_large_is_told_and_left()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, ("Extraction:Limits:MaxBytes", "5000"));
        Write("march.xml", Some.InvoiceXml("1"));
        Write("large.xml", new byte[5001]);
        var first = await OnceAsync(pipeline);
        Write("march.xml", Some.InvoiceXml("2"));

        var second = await OnceAsync(pipeline);

        Assert.Contains("large.xml is not sent: The file has 5,001 bytes", first.Output, StringComparison.Ordinal);
        Assert.EndsWith("Done: 1 files sent, 0 known already.", first.Output.Trim(), StringComparison.Ordinal);
        Assert.EndsWith("Done: 1 files sent, 0 known already.", second.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal(2L, await pipeline.ScalarAsync<long>("select count(*) from docextract.documents"));
        Assert.Equal(2, await pipeline.WaitingAsync());
    }

    [Fact]
    public async Task An_upload_that_was_interrupted_before_its_message_is_sent_by_the_next_run()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        Write("march.xml", Some.InvoiceXml());
        await OnceAsync(pipeline);
        await pipeline.ScalarAsync<int>("delete from docextract.documents");
        await pipeline.Queue.ClearMessagesAsync();

        var again = await OnceAsync(pipeline);

        Assert.EndsWith("Done: 1 files sent, 0 known already.", again.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal(1, await pipeline.WaitingAsync());
    }

    [Fact]
    public async Task What_could_not_be_sent_is_told_and_sent_by_the_next_run()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        Write("march.xml", Some.InvoiceXml());
        Write("april.xml", Some.InvoiceXml("2"));
        var elsewhere = new Dictionary<string, string>(pipeline.Environment) { ["Storage__InboxContainers"] = "nowhere" };

        var failed = await Commands.Program.RunAsync(elsewhere, ["watch", _folder.FullName, "--once", .. Quick]);
        var sent = await OnceAsync(pipeline);

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("march.xml could not be sent and waits: The storage account answered 404 ContainerNotFound.", failed.Output, StringComparison.Ordinal);
        Assert.EndsWith("Done: 0 files sent, 0 known already, 2 not sent.", failed.Output.Trim(), StringComparison.Ordinal);
        Assert.EndsWith("Done: 2 files sent, 0 known already.", sent.Output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_and_a_time_that_is_none_are_told()
    {
        var folder = await Commands.Program.RunAsync("watch", Path.Combine(_folder.FullName, "nowhere"));
        var time = await Commands.Program.RunAsync("watch", _folder.FullName, "--settle", "00:00:00");

        Assert.Equal((2, 2), (folder.ExitCode, time.ExitCode));
        Assert.Contains("There is no folder ", folder.Errors, StringComparison.Ordinal);
        Assert.Contains("--settle wants a time such as 00:00:10", time.Errors, StringComparison.Ordinal);
    }

    private void Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private Task<ProgramResult> OnceAsync(Pipeline pipeline, params string[] more) =>
        Commands.Program.RunAsync(pipeline.Environment, ["watch", _folder.FullName, "--once", .. Quick, .. more]);

    /// <summary>The executable, watching.</summary>
    private sealed class Watching : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly ConcurrentQueue<string> _output = new();

        public Watching(IReadOnlyDictionary<string, string> environment, string[] arguments)
        {
            var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "docextract"), arguments) { RedirectStandardOutput = true };
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }

            _process = Process.Start(start)!;
            _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
            _process.BeginOutputReadLine();
        }

        public IReadOnlyList<string> Output => [.. _output.Where(line => line.Length > 0)];

        /// <summary>Asks it to stop, as a service manager does.</summary>
        public async Task<int> StopAsync()
        {
            using var term = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await term.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            await _process.WaitForExitAsync(patience.Token);
            return _process.ExitCode;
        }

        public async ValueTask DisposeAsync()
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }

            _process.Dispose();
        }
    }
}
