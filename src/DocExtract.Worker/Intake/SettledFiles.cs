namespace DocExtract.Worker.Intake;

/// <summary>
/// Tells which files of a folder are whole: those whose size and time have not changed for a while, by this machine's clock. Whoever writes
/// more slowly than that gives a file its name when it is whole.
/// </summary>
/// <param name="settle">How long nothing may have changed.</param>
/// <param name="time">The clock.</param>
internal sealed class SettledFiles(TimeSpan settle, TimeProvider time)
{
    private readonly Dictionary<string, Seen> _seen = [];

    private readonly record struct Seen(long Length, DateTime Modified, long Since, bool IsDone);

    /// <summary>Files that are still being written, as far as the last look tells.</summary>
    public int Unsettled { get; private set; }

    /// <summary>Those that are whole and were not done yet; empty ones are none. What is not there any more is forgotten.</summary>
    /// <param name="present">All files that are there now.</param>
    public IReadOnlyList<FileInfo> Look(IEnumerable<FileInfo> present)
    {
        long now = time.GetTimestamp();
        List<FileInfo> whole = [];
        HashSet<string> there = [];
        Unsettled = 0;
        foreach (var file in present)
        {
            var seen = _seen.TryGetValue(file.FullName, out var before) && (before.Length, before.Modified) == (file.Length, file.LastWriteTimeUtc)
                ? before
                : new Seen(file.Length, file.LastWriteTimeUtc, now, IsDone: false);
            _seen[file.FullName] = seen;
            there.Add(file.FullName);
            bool isSettled = file.Length > 0 && time.GetElapsedTime(seen.Since, now) >= settle;
            Unsettled += isSettled ? 0 : 1;
            if (isSettled && !seen.IsDone)
            {
                whole.Add(file);
            }
        }

        foreach (string gone in _seen.Keys.Where(path => !there.Contains(path)).ToList())
        {
            _seen.Remove(gone);
        }

        return whole;
    }

    /// <summary>Says that a file needs nothing more, until it changes.</summary>
    public void Done(FileInfo file)
    {
        if (_seen.TryGetValue(file.FullName, out var seen))
        {
            _seen[file.FullName] = seen with { IsDone = true };
        }
    }
}
