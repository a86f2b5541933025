using System.Globalization;
using System.Text.Json;

namespace DocExtract.Worker.Local;

/// <summary>
/// The directory with everything local: settings, logs, the data of Postgres and Azurite. Held by one process at a time.
/// </summary>
internal sealed class LocalHome : IDisposable
{
    /// <summary>Where root's data lives, and the copy of the Postgres binaries that the user nobody can read.</summary>
    public const string OfRoot = "/var/lib/docextract";

    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly FileStream? _lock;

    private LocalHome(string directory, bool fresh, RunAsUser? user, FileStream? heldLock)
    {
        (Directory, Fresh, User, _lock) = (directory, fresh, user, heldLock);
        Settings = LocalSettings.Load(SettingsFile);
    }

    public string Directory { get; }

    public bool Fresh { get; }

    /// <summary>Who Postgres runs as; null: this user.</summary>
    public RunAsUser? User { get; }

    /// <summary>False: another process runs the services here, and this one only uses them.</summary>
    public bool Held => _lock is not null;

    public LocalSettings Settings { get; private set; }

    private string SettingsFile => PathOf("local.json");

    /// <exception cref="LocalServiceException">The directory cannot be used, or another process holds it.</exception>
    public static LocalHome Open(LocalServicesOptions options)
    {
        string directory = options.Fresh ? System.IO.Directory.CreateTempSubdirectory("docextract-").FullName : Choose(options);
        try
        {
            var user = RunAsUser.Needed();
            Prepare(directory, options.Fresh, user);
            return new LocalHome(directory, options.Fresh, user, TakeLock(directory, options.JoinRunning));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new LocalServiceException($"The directory {directory} cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>The process that holds the directory, in words for people.</summary>
    public static string HolderOf(string directory) =>
        File.Exists(HolderFile(directory)) ? File.ReadAllText(HolderFile(directory)) : "another process";

    public string PathOf(string name) => Path.Combine(Directory, name);

    /// <summary>Moves to ports that are free now, and remembers them.</summary>
    public void ChoosePorts()
    {
        Settings = Settings.WithFreePorts();
        Settings.Save(SettingsFile);
    }

    /// <summary>Reads again what the process that holds the directory has written.</summary>
    public void Reload() => Settings = LocalSettings.Load(SettingsFile);

    /// <summary>Lets the next process have the directory; deletes a fresh one.</summary>
    public void Dispose()
    {
        _lock?.Dispose();
        // A guardian may have removed it already.
        if (Fresh && System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }

    private static string Choose(LocalServicesOptions options)
    {
        if (options.DataDirectory is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        if (Environment.IsPrivilegedProcess)
        {
            return OfRoot;
        }

        string parent = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return parent.Length > 0
            ? Path.Combine(parent, "docextract")
            : throw new LocalServiceException("This user has no home directory to keep data in: name one with --data-directory, or use --fresh.");
    }

    private static void Prepare(string directory, bool fresh, RunAsUser? user)
    {
        bool isNew = !System.IO.Directory.Exists(directory);
        if (fresh && user is not null)
        {
            PrivateFile.Open(directory, Passable);
        }

        if (user is not null && RunAsUser.Barrier(directory) is { } barrier)
        {
            throw new LocalServiceException(
                $"Postgres does not run as root, so it runs as the user {user.Name}, who may not enter {barrier}. Choose another place with --data-directory (default: {OfRoot}).");
        }

        PrivateFile.CreateDirectory(directory);
        if (isNew && user is not null)
        {
            PrivateFile.Open(directory, Passable);
        }
    }

    private static FileStream? TakeLock(string directory, bool joinRunning)
    {
        FileStream taken;
        try
        {
            taken = new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (IsContention(exception))
        {
            return joinRunning
                ? null
                : throw new LocalServiceException(
                    $"{directory} is in use by {HolderOf(directory)}. Wait for it or end it, or use --fresh for a throw-away store.",
                    exception);
        }

        File.WriteAllText(HolderFile(directory), string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} ({CommandLine()}), since {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC"));
        return taken;
    }

    private static string HolderFile(string directory) => Path.Combine(directory, "lock.holder");

    /// <summary>EWOULDBLOCK of <c>flock</c>, which is what FileShare.None is here: 11 on Linux, 35 on macOS.</summary>
    private static bool IsContention(IOException exception) => exception.HResult is 11 or 35;

    private static string CommandLine() =>
        string.Join(' ', Environment.GetCommandLineArgs().Select((argument, index) => index == 0 ? Path.GetFileNameWithoutExtension(argument) : argument));
}
