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

    public PdfPage(int index, PageSize size, TextPage text, PdfDrawing drawing)
    {
        (_index, _size, _drawing, _pictures) = (index, size, drawing, text.Pictures);
        _text = new(() => Sight.Part(text.Words, () => drawing.Draw(index, size, Sight.Dpi, CancellationToken.None)));
    }

    public IReadOnlyList<Word> TextLayer => _text.Value.Seen;

    public IReadOnlyList<HiddenWord> HiddenWords => _text.Value.Hidden;

    public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken)
    {
        var words = TextLayer;
        if (!Readability.IsReadable(words))
        {
            return _drawing.Read(_index, _size, cancellationToken);
        }

        if (_pictures.Any(picture => PictureBoxes.Area(picture) >= MostlyPicture))
        {
            var seen = _drawing.Read(_index, _size, cancellationToken);
            return Mending.Complete(Mending.Mend(words, seen), seen);
        }

        var mended = words.Any(Mending.IsBroken) ? Mending.Mend(words, _drawing.Read(_index, _size, cancellationToken)) : words;
        return Mending.Complete(mended, ReadPictures(cancellationToken));
    }

    public PixelImage Render(double dpi, CancellationToken cancellationToken) => _drawing.Draw(_index, _size, dpi, cancellationToken);

    /// <summary>A page without pictures is not drawn, which costs ten times what its text does.</summary>
    private IReadOnlyList<Word> ReadPictures(CancellationToken cancellationToken)
    {
        var boxes = PictureBoxes.Readable(_pictures, _size);
        return boxes.Count > 0 && _drawing.TryDraw(_index, _size, PictureWords.Dpi, cancellationToken) is { } image
            ? PictureWords.Read(image, boxes, crop => _drawing.Read(crop, cancellationToken))
            : [];
    }
}
