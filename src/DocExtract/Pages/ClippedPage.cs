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

    public PixelImage Render(double dpi, CancellationToken cancellationToken) => page.Render(dpi, cancellationToken).Cut(box);

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
