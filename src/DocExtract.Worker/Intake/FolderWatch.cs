using System.Collections.Concurrent;
using DocExtract.Sources;
using DocExtract.Worker.Asking;
using DocExtract.Worker.Batches;
using DocExtract.Worker.Jobs;
using DocExtract.Worker.Queue;

namespace DocExtract.Worker.Intake;

/// <summary>Which folder is watched, and how.</summary>
/// <param name="Folder">With all folders below it.</param>
/// <param name="DocumentType">Type of all its files where that is known.</param>
/// <param name="Settle">How long a file may not have changed before it is taken for whole.</param>
/// <param name="Interval">Time between two looks.</param>
internal sealed record WatchedFolder(DirectoryInfo Folder, string? DocumentType, TimeSpan Settle, TimeSpan Interval);

/// <summary>
/// Looks through a folder again and again, which also works where the system tells nothing of changes (network drives, mounted volumes), and
/// sends what is new and whole.
/// </summary>
internal sealed class FolderWatch(FolderIntake intake, WatchedFolder watched, TimeProvider time, Action<string> say)
{
    /// <summary>Files that are sent, and held in memory, at one time.</summary>
    private const int AtOnce = 4;

    /// <summary>Timers may be that much early by another clock.</summary>
    private static readonly TimeSpan TimerGrain = TimeSpan.FromMilliseconds(50);

    /// <summary>Links lead out of the folder, or round in a circle.</summary>
    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    private readonly SettledFiles _files = new(watched.Settle, time);
    private readonly ConcurrentDictionary<string, string> _troubles = new();
    private string? _trouble;
    private long _sent, _known;

    /// <summary>Files that could not be sent at the last look.</summary>
    public int Failed => _troubles.Count;

    /// <summary>Sends what is there now and has settled when it is looked at once more.</summary>
    public async Task OnceAsync(CancellationToken cancellationToken)
    {
        _files.Look(Present());
        await Task.Delay(watched.Settle + TimerGrain, time, cancellationToken);
        await LookAsync(cancellationToken);
    }

    /// <summary>Goes on until it is stopped. What cannot be sent now, because storage or Postgres are away, is tried again.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await LookAsync(stopping);
                await Task.Delay(watched.Interval, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was not sent is found by the next run.
        }
    }

    /// <summary>What was done so far, as a sentence.</summary>
    public string Describe() =>
        $"{Interlocked.Read(ref _sent)} files sent, {Interlocked.Read(ref _known)} known already"
        + (_files.Unsettled > 0 ? $", {_files.Unsettled} empty or still being written" : "") + (Failed > 0 ? $", {Failed} not sent" : "") + ".";

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<FileInfo> whole;
        try
        {
            whole = _files.Look(Present());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Trouble(failure.Message);
            return;
        }

        _troubles.Clear();
        List<FileInfo> done = [];
        await Parallel.ForEachAsync(
            whole, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (file, token) =>
            {
                if (await IsDoneAsync(file, token))
                {
                    lock (done)
                    {
                        done.Add(file);
                    }
                }
            });
        done.ForEach(_files.Done);
        if (done.Count > 0)
        {
            say(Describe());
        }
    }

    /// <summary>Each as it is at this moment; size and time are asked for once.</summary>
    private List<FileInfo> Present() => [.. watched.Folder.EnumerateFiles("*", Everywhere).Where(file => BatchFiles.LooksLikeDocument(file) && file.Exists)];

    /// <summary>Whether a file needs nothing more; one that was told as impossible is not tried again until it changes.</summary>
    private async Task<bool> IsDoneAsync(FileInfo file, CancellationToken cancellationToken)
    {
        string name = AnswerWriter.Plain(Path.GetRelativePath(watched.Folder.FullName, file.FullName)).ReplaceLineEndings(" ");
        try
        {
            switch (await intake.TakeAsync(file, watched.DocumentType, cancellationToken))
            {
                case Taken.Sent:
                    Interlocked.Increment(ref _sent);
                    say($"sent {name}");
                    return true;
                case Taken.Known:
                    Interlocked.Increment(ref _known);
                    return true;
                default:
                    return false;
            }
        }
        catch (Exception impossible) when (impossible is FormatException or DocumentRejectedException)
        {
            say($"{name} is not sent: {impossible.Message}");
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested
            && (StorageFailure.Is(failure) || failure is UnauthorizedAccessException or Npgsql.NpgsqlException))
        {
            string reason = failure is IOException or UnauthorizedAccessException ? failure.Message : FailureText.Of(failure);
            _troubles[file.FullName] = reason;
            Trouble($"{name} could not be sent and waits: {reason}");
            return false;
        }
    }

    /// <summary>Told once, not at every look.</summary>
    private void Trouble(string sentence)
    {
        if (Interlocked.Exchange(ref _trouble, sentence) != sentence)
        {
            say(sentence);
        }
    }
}
