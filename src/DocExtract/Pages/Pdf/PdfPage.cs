namespace DocExtract.Pages.Pdf;

/// <summary>A page of a PDF.</summary>
internal sealed class PdfPage : IPageContent
{
    /// <summary>From here on a page counts as a scan, or as printed on a letterhead that is a picture: its words may be in the picture.</summary>
    private const double MostlyPicture = 0.5;

    private readonly int _index;
    private readonly PageSize _size;
    private readonly PdfDrawing _drawing;
    private readonly IReadOnlyList<Box> _pictures;
    private readonly Lazy<(IReadOnlyList<Word> Seen, IReadOnlyList<HiddenWord> Hidden)> _text;
    private IReadOnlyList<HiddenWord> _covered = [];

    /// <param name="index">From 0.</param>
    /// <param name="size">Its size.</param>
    /// <param name="text">Its own text.</param>
    /// <param name="drawing">Draws it.</param>
    /// <param name="cancellationToken">Ends the drawing that looks at white words, whenever that is done.</param>
    public PdfPage(int index, PageSize size, TextPage text, PdfDrawing drawing, CancellationToken cancellationToken)
    {
        (_index, _size, _drawing, _pictures) = (index, size, drawing, text.Pictures);
        _text = new(() => Sight.Part(text.Words, () => drawing.Draw(index, size, Sight.Dpi, cancellationToken)));
    }

    private PdfPage(PdfPage page, PdfDrawing drawing) =>
        (_index, _size, _drawing, _pictures, _text) = (page._index, page._size, drawing, page._pictures, page._text);

    public IReadOnlyList<Word> TextLayer => _text.Value.Seen;

    /// <summary>Those that are covered are known once the page was looked at.</summary>
    public IReadOnlyList<HiddenWord> HiddenWords => [.. _text.Value.Hidden, .. _covered];

    public IPageContent Again => new PdfPage(this, _drawing.Again());

    public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken)
    {
        var words = TextLayer;
        if (!Readability.IsReadable(words))
        {
            return _drawing.Read(_index, _size, cancellationToken);
        }

        var drawn = new Lazy<PixelImage?>(() => _drawing.TryDraw(_index, _size, PictureWords.Dpi, cancellationToken));
        var seen = new Lazy<IReadOnlyList<Word>>(() => _drawing.Read(_index, _size, cancellationToken));
        IReadOnlyList<Word> Read(PixelImage image) => _drawing.Read(image, cancellationToken);
        if (Contradictions(words, drawn, Read).Any(contradiction => contradiction.IsConfirmedBy(seen.Value)))
        {
            return seen.Value;
        }

        words = WithoutCovered(words, drawn);
        if (words.Any(Mending.IsBroken))
        {
            words = Mending.Mend(words, seen.Value);
        }

        return _pictures.Any(picture => PictureBoxes.Area(picture) >= MostlyPicture)
            ? Mending.Complete(words, seen.Value)
            : Mending.Complete(words, WordsInPictures(drawn, Read));
    }

    public PixelImage Render(double dpi, CancellationToken cancellationToken) => _drawing.Draw(_index, _size, dpi, cancellationToken);

    /// <summary>Costs next to nothing where the page was drawn to look at its amounts; without amounts nothing can be gained by covering.</summary>
    private IReadOnlyList<Word> WithoutCovered(IReadOnlyList<Word> words, Lazy<PixelImage?> drawn)
    {
        if (!drawn.IsValueCreated || drawn.Value is not { } image || Covered.In(words, image) is not { Count: > 0 } covered)
        {
            return words;
        }

        _covered = [.. covered.Select(word => new HiddenWord(word.Text, word.Box, HiddenReason.Covered))];
        return [.. words.Except(covered)];
    }

    private static IReadOnlyList<Contradiction> Contradictions(
        IReadOnlyList<Word> words, Lazy<PixelImage?> drawn, Func<PixelImage, IReadOnlyList<Word>> read) =>
        PrintedAmounts.Choose(words) is { Count: > 0 } amounts && drawn.Value is { } image ? Contradiction.Find(amounts, image, read) : [];

    private IReadOnlyList<Word> WordsInPictures(Lazy<PixelImage?> drawn, Func<PixelImage, IReadOnlyList<Word>> read) =>
        PictureBoxes.Readable(_pictures, _size) is { Count: > 0 } boxes && drawn.Value is { } image ? PictureWords.Read(image, boxes, read) : [];
}
