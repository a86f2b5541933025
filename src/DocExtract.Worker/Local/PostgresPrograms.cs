using System.Text.Json;

namespace DocExtract.Worker.Local;

/// <summary>Postgres's programs, where the user who runs them can read them.</summary>
/// <param name="Directory">Holds <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="Major">The major version: 18.</param>
internal sealed record PostgresPrograms(string Directory, string Major)
{
    private const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode ExecutableByAll = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public string InitDb => Path.Combine(Directory, "initdb");

    public string Postgres => Path.Combine(Directory, "postgres");

    /// <summary>
    /// The programs of the npm package; for another user a copy of them (58 MB, once a version), because that package often
    /// stands below a home directory which only its owner may enter.
    /// </summary>
    public static PostgresPrograms Locate(NodePackages packages, RunAsUser? user, string copies, Action<string>? progress)
    {
        string package = packages.PostgresPackage();
        using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "package.json")));
        string version = description.RootElement.GetProperty("version").GetString()!;
        string native = Path.Combine(package, "native");
        return new PostgresPrograms(
            Path.Combine(user is null ? native : Copy(native, Path.Combine(copies, $"postgres-{version}"), progress), "bin"),
            version.Split('.')[0]);
    }

    private static string Copy(string native, string target, Action<string>? progress)
    {
        if (System.IO.Directory.Exists(target))
        {
            return target;
        }

        progress?.Invoke($"Copying the Postgres programs to {target} (once)");
        var parent = System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string draft = Path.Combine(parent.FullName, $".{Path.GetRandomFileName()}");
        CopyDirectory(new DirectoryInfo(native), draft);
        try
        {
            System.IO.Directory.Move(draft, target);
        }
        catch (IOException) when (System.IO.Directory.Exists(target))
        {
            System.IO.Directory.Delete(draft, recursive: true); // Another process was quicker.
        }

        return target;
    }

    private static void CopyDirectory(DirectoryInfo source, string target)
    {
        System.IO.Directory.CreateDirectory(target);
        PrivateFile.Open(target, ReadableByAll | ExecutableByAll | UnixFileMode.UserWrite);
        foreach (var entry in source.EnumerateFileSystemInfos())
        {
            string copy = Path.Combine(target, entry.Name);
            switch (entry)
            {
                case { LinkTarget: { } to }:
                    File.CreateSymbolicLink(copy, to);
                    break;
                case DirectoryInfo directory:
                    CopyDirectory(directory, copy);
                    break;
                default:
                    File.Copy(entry.FullName, copy);
                    bool program = (entry.UnixFileMode & UnixFileMode.UserExecute) != 0;
                    PrivateFile.Open(copy, ReadableByAll | UnixFileMode.UserWrite | (program ? ExecutableByAll : UnixFileMode.None));
                    break;
            }
        }
    }
}
