namespace DocExtract.Pages;

/// <summary>
/// What lies in a box of another page, as a page of its own: one of several receipts in a photograph. Places count from the box's
/// corner, since what stands at the top of a receipt is its head wherever it lies; <see cref="Box.Outside"/> leads back.
/// </summary>
internal sealed class ClippedPage(Page page, Box box) : IPageContent
{
    private const double LastPoint = 1 - 1e-9;

    public IReadOnlyList<Word> TextLayer => Clip(page.TextLayer);

    public IReadOnlyList<HiddenWord> HiddenWords =>
        [.. page.HiddenWords.Where(word => Holds(word.Box)).Select(word => word with { Box = box.Inside(word.Box) })];

    public IPageContent? Again => page.Again is { } again ? new ClippedPage(again, box) : null;

    public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken) => Clip(page.ReadWords(cancellationToken));

    public PixelImage Render(double dpi, CancellationToken cancellationToken)
    {
        var whole = page.Render(dpi, cancellationToken);
        int left = (int)(box.X0 * whole.Width), top = (int)(box.Y0 * whole.Height);
        int width = Math.Clamp((int)Math.Ceiling(box.Width * whole.Width), 1, whole.Width - left);
        int height = Math.Clamp((int)Math.Ceiling(box.Height * whole.Height), 1, whole.Height - top);
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            whole.Rgb.AsSpan((((top + y) * whole.Width) + left) * 3, width * 3).CopyTo(rgb.AsSpan(y * width * 3));
        }

        return whole with { Width = width, Height = height, Rgb = rgb };
    }

    private IReadOnlyList<Word> Clip(IEnumerable<Word> words)
    {
        List<Word> held = [.. words.Where(word => Holds(word.Box))];

        // The box is one of the page as it lies; on a page that was levelled the frame is what its words span.
        var frame = held.TrueForAll(word => word.Level == word.Box) ? box : held.Select(word => word.Level).Aggregate((a, b) => a.Union(b));
        return [.. held.Select(word => word with { Box = box.Inside(word.Box), Level = frame.Inside(word.Level) })];
    }

    /// <summary>Words at the very edge may end a little outside of the picture.</summary>
    private bool Holds(Box place) => box.Holds(Math.Clamp(place.CenterX, 0, LastPoint), Math.Clamp(place.CenterY, 0, LastPoint));
}
