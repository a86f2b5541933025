namespace DocExtract.Sources;

/// <summary>The largest document that is taken in. A document over a limit is rejected before any costly work.</summary>
public sealed record SourceLimits
{
    /// <summary>File size in bytes; 25 MiB by default.</summary>
    public long MaxBytes { get; init; } = 25L << 20;

    /// <summary>Pages of a PDF or a multi-page TIFF; 50 by default.</summary>
    public int MaxPages { get; init; } = 50;

    /// <summary>Pixels of one page (of a PDF page: at <see cref="Pages.PageOptions.Dpi"/>); 100 million by default.</summary>
    public long MaxPagePixels { get; init; } = 100_000_000;
}
