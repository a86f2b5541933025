namespace DocExtract.Pages;

/// <summary>
/// One page: its size and text layer at once, pixels and OCR only when somebody asks.
/// Safe to use from several threads; costly parts are made once.
/// </summary>
public sealed class Page
{
    private readonly IPageContent _content;
    private readonly Lock _gate = new();
    private IReadOnlyList<Word>? _words;
    private Page? _again;

    internal Page(int number, IPageContent content) => (Number, _content) = (number, content);

    /// <summary>A page whose painted words are known without a file; it has no picture.</summary>
    public static Page OfWords(int number, IReadOnlyList<Word> words) => new(number, new KnownWords(words));

    /// <summary>From 1.</summary>
    public int Number { get; }

    /// <summary>Painted words of the page's own text, in the order of the file; empty for images.</summary>
    public IReadOnlyList<Word> TextLayer => _content.TextLayer;

    /// <summary>Words of the page's own text that nobody can see.</summary>
    public IReadOnlyList<HiddenWord> HiddenWords => _content.HiddenWords;

    /// <summary>The words of the page: its text layer where that is readable, otherwise OCR (about a second of one core, once).</summary>
    /// <exception cref="Sources.DocumentRejectedException">The page cannot be drawn.</exception>
    public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _words ??= _content.ReadWords(cancellationToken);
        }
    }

    /// <summary>The same page, to be read by OCR at another size; null where its content has none.</summary>
    internal Page? Again
    {
        get
        {
            lock (_gate)
            {
                return _again ??= _content.Again is { } again ? new Page(Number, again) : null;
            }
        }
    }

    /// <summary>Draws the page. Images come at their own size, whatever <paramref name="dpi"/> says. Not kept: ask once.</summary>
    /// <exception cref="Sources.DocumentRejectedException">The page cannot be drawn.</exception>
    public PixelImage Render(double dpi, CancellationToken cancellationToken) => _content.Render(dpi, cancellationToken);

    private sealed class KnownWords(IReadOnlyList<Word> words) : IPageContent
    {
        public IReadOnlyList<Word> TextLayer => words;

        public IReadOnlyList<HiddenWord> HiddenWords => [];

        public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken) => words;

        public PixelImage Render(double dpi, CancellationToken cancellationToken) => throw new NotSupportedException("A page of words has no picture.");
    }
}

/// <summary>What a page is made of: a page of a PDF or a picture.</summary>
internal interface IPageContent
{
    IReadOnlyList<Word> TextLayer { get; }

    IReadOnlyList<HiddenWord> HiddenWords { get; }

    /// <summary>The same content, its OCR done at another size; null where there is no other.</summary>
    IPageContent? Again => null;

    IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken);

    PixelImage Render(double dpi, CancellationToken cancellationToken);
}
