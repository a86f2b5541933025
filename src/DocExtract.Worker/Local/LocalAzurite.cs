using System.Globalization;

namespace DocExtract.Worker.Local;

/// <summary>The private Azurite: blobs and queues with their data in one directory.</summary>
internal sealed class LocalAzurite(LocalHome home, NodePackages packages)
{
    public static string RunningFile(LocalHome home) => home.PathOf("azurite.running");

    /// <summary>Starts it; on return blobs and queues answer.</summary>
    /// <exception cref="LocalServiceException">It does not start; the message says why.</exception>
    public async Task<GuardedProcess> StartAsync(CancellationToken cancellationToken)
    {
        string directory = home.PathOf("azurite");
        PrivateFile.CreateDirectory(directory);
        var azurite = GuardedProcess.Start(new GuardedCommand("Azurite", "node", Arguments(directory))
        {
            Directory = directory,
            Log = home.PathOf("azurite.log"),
            RunningFile = RunningFile(home),
            Remove = home.Fresh ? home.Directory : null,
            Environment = new Dictionary<string, string?> { ["AZURITE_ACCOUNTS"] = $"{LocalSettings.Name}:{home.Settings.StorageKey}" },
        });
        try
        {
            await azurite.WaitUntilAsync(AnswersAsync, cancellationToken);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken) =>
        await LoopbackPorts.AnswersAsync(home.Settings.BlobPort, cancellationToken)
        && await LoopbackPorts.AnswersAsync(home.Settings.QueuePort, cancellationToken);

    private IReadOnlyList<string> Arguments(string directory) =>
    [
        packages.AzuriteProgram(), "--silent", "--disableTelemetry", "--skipApiVersionCheck",
        "--blobPort", Port(home.Settings.BlobPort), "--queuePort", Port(home.Settings.QueuePort),
        "--tablePort", "0", // Any: nobody uses it, but Azurite as a whole starts in one process and its parts do not.
        .. home.Fresh ? (string[])["--inMemoryPersistence"] : ["--location", directory],
    ];

    private static string Port(int port) => port.ToString(CultureInfo.InvariantCulture);
}
