using System.Globalization;

namespace DocExtract.Worker.Local;

/// <summary>The user that Postgres runs as when DocExtract runs as root, which Postgres refuses to do: <c>nobody</c>.</summary>
internal sealed record RunAsUser(string Name, long Uid, long Gid)
{
    /// <summary>Null for an ordinary user, whose own account serves.</summary>
    public static RunAsUser? Needed() => Environment.IsPrivilegedProcess ? Find("nobody") : null;

    /// <summary>The highest directory on the way to <paramref name="path"/> that this user may not enter, or null.</summary>
    public static string? Barrier(string path)
    {
        Stack<DirectoryInfo> way = [];
        for (var directory = new DirectoryInfo(path); directory is not null; directory = directory.Parent)
        {
            way.Push(directory);
        }

        return way.FirstOrDefault(directory => directory.Exists && (directory.UnixFileMode & UnixFileMode.OtherExecute) == 0)?.FullName;
    }

    private static RunAsUser Find(string name)
    {
        string[]? fields = File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .FirstOrDefault(fields => fields.Length > 3 && fields[0] == name);
        // Without an entry the number still works: the kernel asks nobody for a name.
        return fields is null ? new RunAsUser(name, 65534, 65534) : new RunAsUser(name, Number(fields[2]), Number(fields[3]));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
