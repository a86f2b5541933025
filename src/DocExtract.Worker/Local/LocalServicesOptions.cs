namespace DocExtract.Worker.Local;

/// <summary>What to start when neither a database nor a storage account is configured.</summary>
internal sealed record LocalServicesOptions
{
    /// <summary>
    /// Where the data lives. Default: <c>docextract</c> under the user's data directory (<c>~/.local/share</c>,
    /// <c>~/Library/Application Support</c>); for root <c>/var/lib/docextract</c>. Not used when <see cref="Fresh"/>.
    /// </summary>
    public string? DataDirectory { get; init; }

    /// <summary>A throw-away directory, deleted at the end; nothing in it survives a crash of the machine either.</summary>
    public bool Fresh { get; init; }

    /// <summary>Start Postgres; default true.</summary>
    public bool Postgres { get; init; } = true;

    /// <summary>Start Azurite (blobs and queues); default true.</summary>
    public bool Storage { get; init; } = true;

    /// <summary>
    /// When another process already runs services on the data directory, use them instead of failing; they end when that
    /// process does. For commands that only read. Default false.
    /// </summary>
    public bool JoinRunning { get; init; }

    /// <summary>
    /// The <c>node_modules</c> directory with Azurite and the Postgres binaries. Default: the environment variable
    /// <c>DOCEXTRACT_NODE_MODULES</c>, else the nearest one above the executable.
    /// </summary>
    public string? NodeModules { get; init; }
}
