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

    /// <summary>
    /// Words of the text layer for each page that a document may have: a page that is full of the smallest print has as many. All pages
    /// share them, since two hundred may show one stream of a hundred thousand letters.
    /// </summary>
    internal const int WordsPerPage = 5_000;

    /// <summary>Bytes of one XML file embedded in a PDF, and of all of them together.</summary>
    internal const int EmbeddedBytes = 10 << 20;

    /// <summary>Elements of an XML file, and of all that are embedded in a PDF together. An invoice of 10,000 lines has about 400,000.</summary>
    internal const int XmlElements = 1_000_000;

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

    /// <summary>For a regular expression that met a text on which it takes for ever; others take milliseconds.</summary>
    internal static DocumentRejectedException EndlessSearch(TimeSpan limit) => new(
        RejectionCode.TooSlow,
        string.Create(
            CultureInfo.InvariantCulture,
            $"A single search in its text took longer than {limit.TotalSeconds:0.#} seconds. Send it as a scan, and report it: no text should do that."));

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

    /// <exception cref="DocumentRejectedException">More words than the text layers of one document may have.</exception>
    internal void CheckWords(long words)
    {
        long most = (long)MaxPages * WordsPerPage;
        if (words > most)
        {
            throw new DocumentRejectedException(
                RejectionCode.TooLarge,
                string.Create(CultureInfo.InvariantCulture, $"The document has more than {most:N0} words; no more are read. Send it in parts."));
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
