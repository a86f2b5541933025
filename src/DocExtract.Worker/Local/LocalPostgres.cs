using System.Globalization;
using Dapper;
using Npgsql;

namespace DocExtract.Worker.Local;

/// <summary>The private Postgres: made once, started, asked until it answers.</summary>
internal sealed class LocalPostgres(LocalHome home, PostgresPrograms programs, Action<string>? progress)
{
    private readonly string _directory = home.PathOf("postgres");
    private readonly string _data = home.PathOf(Path.Combine("postgres", "data"));

    public static string RunningFile(LocalHome home) => home.PathOf("postgres.running");

    /// <summary>Starts the server; on return the database <c>docextract</c> exists and answers.</summary>
    /// <exception cref="LocalServiceException">It does not start; the message says why.</exception>
    public async Task<GuardedProcess> StartAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(_data))
        {
            RequireSameMajor();
            ForgetStalePid();
        }
        else
        {
            await CreateAsync(cancellationToken);
        }

        var server = GuardedProcess.Start(ServerCommand());
        try
        {
            await server.WaitUntilAsync(token => AnswersAsync(home.Settings, token), cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the server takes queries; makes the database when it is missing.</summary>
    public static async Task<bool> AnswersAsync(LocalSettings settings, CancellationToken cancellationToken)
    {
        if (!await LoopbackPorts.AnswersAsync(settings.PostgresPort, cancellationToken))
        {
            return false;
        }

        try
        {
            await using var connection = new NpgsqlConnection(settings.PostgresConnectionString("postgres") + ";Pooling=false");
            await connection.OpenAsync(cancellationToken);
            if (await connection.ExecuteScalarAsync<int?>("select 1 from pg_database where datname = @Name", new { LocalSettings.Name }) is null)
            {
                await connection.ExecuteAsync($"create database {LocalSettings.Name}");
            }

            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new LocalServiceException(
                "The local database does not accept the password in local.json: was that file deleted or replaced? Put it back, or move the whole data directory away to begin anew.",
                exception);
        }
        catch (NpgsqlException)
        {
            return false; // Starting up, or recovering from a crash; if it is more than that, it ends, and its log says why.
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        progress?.Invoke($"Creating the database in {_directory} (once)");
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true); // Left by a first start that did not get far.
        }

        PrivateFile.CreateDirectory(_directory);
        string password = Path.Combine(_directory, "password");
        string draft = _data + ".new";
        PrivateFile.Write(password, home.Settings.PostgresPassword);
        await GuardedProcess.RunAsync(
            Command("initdb", programs.InitDb,
            [
                "-D", draft, "-U", LocalSettings.Name, "-A", "scram-sha-256", "--pwfile", password, "-E", "UTF8",
                // Sorts by code point like C, wherever it runs, but knows that Ü is an upper-case ü.
                "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", .. home.Fresh ? ["--no-sync"] : (string[])[],
            ])
            with
            { Own = [_directory, password] },
            cancellationToken);
        File.Delete(password);
        Directory.Move(draft, _data);
    }

    private GuardedCommand ServerCommand() => Command("Postgres", programs.Postgres, ServerArguments()) with
    {
        RunningFile = RunningFile(home),
        StopSignal = home.Fresh ? "SIGQUIT" : "SIGINT", // Immediate, or fast: sessions are ended, data is written.
        Grace = TimeSpan.FromSeconds(30),
        Remove = home.Fresh ? home.Directory : null,
    };

    private IReadOnlyList<string> ServerArguments()
    {
        Dictionary<string, string> settings = new()
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = home.Settings.PostgresPort.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            // Fewer processes: this is a small database that nobody replicates.
            ["io_method"] = "sync",
            ["max_logical_replication_workers"] = "0",
        };
        if (home.Fresh)
        {
            settings["fsync"] = settings["synchronous_commit"] = settings["full_page_writes"] = "off";
        }

        return ["-D", _data, .. settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" })];
    }

    private GuardedCommand Command(string name, string program, IReadOnlyList<string> arguments) => new(name, program, arguments)
    {
        Directory = _directory,
        Log = home.PathOf("postgres.log"),
        User = home.User,
        Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C", ["PGDATA"] = null, ["PGPORT"] = null, ["PGOPTIONS"] = null },
    };

    private void RequireSameMajor()
    {
        string made = File.ReadAllText(Path.Combine(_data, "PG_VERSION")).Trim();
        if (made != programs.Major)
        {
            throw new LocalServiceException(
                $"The database in {_data} was made by Postgres {made}; this DocExtract brings Postgres {programs.Major}, which cannot open it. Move {_directory} away to begin anew (the documents are read again), or use --fresh.");
        }
    }

    /// <summary>
    /// Postgres refuses to start when the process id in its pid file is in use, even if by now by something else, which is
    /// the rule rather than the exception in containers. Its own check for a live server stays: that one is found by memory.
    /// </summary>
    private void ForgetStalePid()
    {
        string pidFile = Path.Combine(_data, "postmaster.pid");
        if (File.Exists(pidFile)
            && int.TryParse(File.ReadLines(pidFile).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
            && !Predecessor.IsAlive(pid, pidFile))
        {
            File.Delete(pidFile);
        }
    }
}
