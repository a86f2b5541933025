using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace DocExtract.Sources;

/// <summary>The largest document that is taken in. A document over a limit is rejected before any costly work.</summary>
public sealed record SourceLimits
{
    /// <summary>
    /// Pixels of a page's longer side, whatever its area: a strip of one pixel by millions costs far more than its pixels. A till
    /// receipt of three metres at 300 dots an inch is within it.
    /// </summary>
    internal const int LongestSide = 40_000;

    /// <summary>File size in bytes; 25 MiB by default.</summary>
    [Range(1, 1 << 30)]
    public long MaxBytes { get; init; } = 25L << 20;

    /// <summary>Pages of a PDF or a multi-page TIFF; 200 by default, room for an invoice of several thousand rows.</summary>
    [Range(1, 10_000)]
    public int MaxPages { get; init; } = 200;

    /// <summary>Pixels of one page (of a PDF page: at <see cref="Pages.PageOptions.Dpi"/>); 100 million by default.</summary>
    [Range(1, 1_000_000_000)]
    public long MaxPagePixels { get; init; } = 100_000_000;

    /// <summary>
    /// How long the work on one file may take, the waits for a model's endpoint not counted; 10 minutes by default. What takes longer
    /// is rejected with the code <c>too_slow</c>, and not tried again: it would take as long again. Of a file of several documents those
    /// that were read by then are kept.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromMinutes(10);

    internal DocumentRejectedException TooSlow() => new(
        RejectionCode.TooSlow,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Reading it took longer than {MaxTime.TotalSeconds:0.#} seconds. Send it in parts, or raise Extraction:Limits:MaxTime."));

    /// <exception cref="DocumentRejectedException">No pages, or more than are taken.</exception>
    internal void CheckPages(int pages)
    {
        if (pages <= 0)
        {
            throw new DocumentRejectedException(RejectionCode.Empty, "The document has no pages.");
        }

        if (pages > MaxPages)
        {
            throw new DocumentRejectedException(
                RejectionCode.TooManyPages, $"The document has {pages} pages; at most {MaxPages} are read. Send it in parts.");
        }
    }

    /// <exception cref="DocumentRejectedException">More pixels than one page may have.</exception>
    internal void CheckPixels(long width, long height, int page)
    {
        if (Math.Max(width, height) > LongestSide)
        {
            throw new DocumentRejectedException(
                RejectionCode.TooLarge,
                $"Page {page} would be {Math.Max(width, height)} pixels long; at most {LongestSide} are read. Send it at a lower resolution or in parts.");
        }

        if (width * height > MaxPagePixels)
        {
            throw new DocumentRejectedException(
                RejectionCode.TooLarge,
                $"Page {page} would have {width} x {height} pixels; at most {MaxPagePixels / 1_000_000} million are read. Send it at a lower resolution.");
        }
    }
}
