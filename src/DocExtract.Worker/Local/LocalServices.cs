
namespace DocExtract.Worker.Local;

/// <summary>
/// A private Postgres and Azurite as child processes, for when nothing is configured. They end with this object, and also
/// when this process is killed. Ports, passwords and data stay the same from one start to the next, unless fresh.
/// </summary>
internal sealed class LocalServices : IAsyncDisposable
{
    private readonly LocalHome _home;
    private readonly IReadOnlyList<GuardedProcess> _children;
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalServices(LocalHome home, IReadOnlyList<GuardedProcess> children)
    {
        (_home, _children) = (home, children);
        Ended = WatchAsync();
    }

    /// <summary>Where the data and the logs are.</summary>
    public string DataDirectory => _home.Directory;

    /// <summary>For Npgsql; the database exists.</summary>
    public string PostgresConnectionString => _home.Settings.PostgresConnectionString(LocalSettings.Name);

    /// <summary>The same database for <c>psql</c>.</summary>
    public string PsqlUri => _home.Settings.PsqlUri;

    /// <summary>For Azure.Storage.Blobs and Azure.Storage.Queues.</summary>
    public string StorageConnectionString => _home.Settings.StorageConnectionString;

    /// <summary>
    /// Faults with a <see cref="LocalServiceException"/> when one of them ends although nobody asked it to; completes when
    /// this object is disposed of.
    /// </summary>
    public Task Ended { get; }

    /// <summary>Starts what the options ask for; when this returns, everything answers.</summary>
    /// <param name="options">What and where.</param>
    /// <param name="progress">Told what takes longer, in words for people; from any thread.</param>
    /// <param name="cancellationToken">Stops what has been started so far.</param>
    /// <exception cref="LocalServiceException">Something is missing, in use or does not start; the message says what to do.</exception>
    public static async Task<LocalServices> StartAsync(
        LocalServicesOptions options, Action<string>? progress, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new LocalServiceException(
                "The local Postgres and Azurite run on Linux and macOS. On Windows use WSL, or configure a database and a storage account.");
        }

        var home = LocalHome.Open(options);
        try
        {
            return home.Held
                ? new LocalServices(home, await StartAsync(home, options, progress, cancellationToken))
                : await JoinAsync(home, cancellationToken);
        }
        catch
        {
            home.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stopping.TrySetResult();
        await Task.WhenAll(_children.Select(child => child.DisposeAsync().AsTask()));
        _home.Dispose();
    }

    private static async Task<IReadOnlyList<GuardedProcess>> StartAsync(
        LocalHome home, LocalServicesOptions options, Action<string>? progress, CancellationToken cancellationToken)
    {
        var packages = NodePackages.Find(options.NodeModules);
        await Predecessor.WaitForEndAsync(LocalPostgres.RunningFile(home), progress, cancellationToken);
        await Predecessor.WaitForEndAsync(LocalAzurite.RunningFile(home), progress, cancellationToken);
        for (int attempt = 1; ; attempt++)
        {
            home.ChoosePorts();
            try
            {
                return await StartOnceAsync(home, packages, options, progress, cancellationToken);
            }
            catch (LocalServiceException exception) when (exception.PortTaken && attempt < 3)
            {
                progress?.Invoke("A port was taken by another program meanwhile; trying others");
            }
        }
    }

    private static async Task<IReadOnlyList<GuardedProcess>> StartOnceAsync(
        LocalHome home, NodePackages packages, LocalServicesOptions options, Action<string>? progress, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task<GuardedProcess>> starts = [];
        if (options.Storage)
        {
            starts.Add(new LocalAzurite(home, packages).StartAsync(giveUp.Token));
        }

        if (options.Postgres)
        {
            var programs = PostgresPrograms.Locate(packages, home.User, LocalHome.OfRoot, progress);
            starts.Add(new LocalPostgres(home, programs, progress).StartAsync(giveUp.Token));
        }

        try
        {
            await foreach (var start in Task.WhenEach(starts))
            {
                await start;
            }

            return await Task.WhenAll(starts);
        }
        catch
        {
            await giveUp.CancelAsync();
            await StopAsync(starts);
            throw;
        }
    }

    private static async Task StopAsync(IEnumerable<Task<GuardedProcess>> starts)
    {
        foreach (var start in starts)
        {
            await start.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (start.IsCompletedSuccessfully)
            {
                await (await start).DisposeAsync();
            }
        }
    }

    private static async Task<LocalServices> JoinAsync(LocalHome home, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!await LocalPostgres.AnswersAsync(home.Settings, cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromMinutes(1))
            {
                throw new LocalServiceException(
                    $"{home.Directory} is in use by {LocalHome.HolderOf(home.Directory)}, but its database does not answer. Try again when it has ended.");
            }

            await Task.Delay(50, cancellationToken);
            home.Reload(); // It may have begun only now, and not have chosen its ports yet.
        }

        return new LocalServices(home, []);
    }

    private async Task WatchAsync()
    {
        if (await Task.WhenAny([_stopping.Task, .. _children.Select(child => child.Ended)]) != _stopping.Task)
        {
            var ended = _children.First(child => child.Ended.IsCompleted);
            throw await ended.FailureAsync();
        }
    }
}
