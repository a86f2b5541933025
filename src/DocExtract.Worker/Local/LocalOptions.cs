namespace DocExtract.Worker.Local;

/// <summary>The private database and storage that commands start where none is configured.</summary>
internal sealed class LocalOptions
{
    public const string Section = "Local";

    /// <summary>
    /// Where their data lives; by default <c>docextract</c> under the user's data directory (<c>~/.local/share</c>,
    /// <c>~/Library/Application Support</c>), for root <c>/var/lib/docextract</c>.
    /// </summary>
    public string? DataDirectory { get; init; }
}
