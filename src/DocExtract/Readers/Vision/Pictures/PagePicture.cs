using DocExtract.Pages;

namespace DocExtract.Readers.Vision.Pictures;

/// <summary>A picture as it is sent: a page, a strip or another region of one.</summary>
/// <param name="Page">The page's number, from 1.</param>
/// <param name="Part">The strip's number from the top, from 1.</param>
/// <param name="Parts">Strips of the page; 1 when it is sent whole.</param>
/// <param name="Content">The compressed picture; no metadata.</param>
/// <param name="IsPng">Whether it is a PNG rather than a JPEG.</param>
/// <param name="Tokens">Input tokens predicted for it.</param>
internal sealed record PagePicture(int Page, int Part, int Parts, byte[] Content, bool IsPng, int Tokens)
{
    /// <summary>How closely the endpoint is told to look at it; null: it is not told.</summary>
    public ImageDetail? Detail { get; init; }

    /// <summary>The page's words, sent as text with its first picture; null: none.</summary>
    public string? Words { get; init; }

    /// <summary>The region of the page that it shows; null where it is no crop.</summary>
    public Box? Region { get; init; }
}
