namespace DocExtract.Worker.Commands;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    /// <summary>All went well; documents may need review.</summary>
    public const int Done = 0;

    /// <summary>A failure of ours or of the world: endpoint, database, storage.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong.</summary>
    public const int WrongUsage = 2;

    /// <summary>A document can never be read.</summary>
    public const int Rejected = 3;

    /// <summary>Some documents could not be written in the format that was asked for; each was told with what is missing.</summary>
    public const int Incomplete = 4;
}
