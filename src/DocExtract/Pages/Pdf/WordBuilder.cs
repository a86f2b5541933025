using System.Text;
using UglyToad.PdfPig.Core;

namespace DocExtract.Pages.Pdf;

/// <summary>
/// Joins characters that follow each other in the content and stand side by side, in any direction of writing. Content order
/// keeps columns apart that only geometry would run together.
/// </summary>
internal sealed class WordBuilder
{
    // In font sizes. A space is about 0.25 wide; kerning and letter spacing stay below half of that.
    private const double LargestGap = 0.13;
    private const double LargestOverlap = 0.5;
    private const double LargestStep = 0.2;
    private const double LargestSizeRatio = 1.6;

    /// <summary>Fake bold draws a character twice, this close.</summary>
    private const double SamePlace = 0.15;

    private const double SmallestVisibleSize = 0.5;

    private readonly PdfRectangle _view;
    private readonly List<TextWord> _words = [];
    private readonly HashSet<(string Text, int X, int Y)> _seen = [];
    private readonly StringBuilder _text = new();
    private Glyph _first;
    private Glyph _last;
    private PdfRectangle _bounds;

    private WordBuilder(PdfRectangle view) => _view = view;

    public static TextPage Build(GlyphPage page)
    {
        var builder = new WordBuilder(page.View);
        foreach (var glyph in page.Glyphs)
        {
            builder.Add(glyph);
        }

        builder.EndWord();
        return new TextPage(builder._words, page.PictureShare);
    }

    private void Add(Glyph glyph)
    {
        if (glyph.Text.Length > 0 && string.IsNullOrWhiteSpace(glyph.Text))
        {
            EndWord();
            return;
        }

        if (_text.Length > 0 && glyph.Text.Length > 0 && IsDrawnTwice(glyph))
        {
            return;
        }

        if (_text.Length > 0 && !Continues(glyph))
        {
            EndWord();
        }

        _bounds = _text.Length == 0 ? glyph.Bounds : Union(_bounds, glyph.Bounds);
        _first = _text.Length == 0 ? glyph : _first;
        _last = glyph;
        foreach (char c in glyph.Text)
        {
            _ = char.IsWhiteSpace(c) ? _text : _text.Append(c);
        }
    }

    private bool IsDrawnTwice(Glyph glyph) =>
        glyph.Text == _last.Text && glyph.Ink == _last.Ink && Distance(glyph.Start, _last.Start) < SamePlace * _last.Size;

    private bool Continues(Glyph glyph)
    {
        double size = Math.Max(glyph.Size, _last.Size);
        if (glyph.Ink != _last.Ink || size > LargestSizeRatio * Math.Min(glyph.Size, _last.Size))
        {
            return false;
        }

        var (along, across) = Offset(_last, glyph.Start);
        return along > -LargestOverlap * size && along < LargestGap * size && Math.Abs(across) < LargestStep * size;
    }

    /// <summary>Where a point lies, seen from the end of a character along its base line and across it.</summary>
    private static (double Along, double Across) Offset(Glyph from, PdfPoint to)
    {
        double width = Distance(from.Start, from.End);
        var (dx, dy) = width > 0 ? ((from.End.X - from.Start.X) / width, (from.End.Y - from.Start.Y) / width) : (1, 0);
        var (x, y) = (to.X - from.End.X, to.Y - from.End.Y);
        return ((x * dx) + (y * dy), (y * dx) - (x * dy));
    }

    private void EndWord()
    {
        if (_text.Length == 0)
        {
            return;
        }

        var box = Fractions(_bounds);
        string text = _text.ToString();
        _text.Clear();
        bool onPage = box is { CenterX: >= 0 and <= 1, CenterY: >= 0 and <= 1 };

        // A whole word drawn twice (fake bold, shadow) is one word.
        double grain = Math.Max(SmallestVisibleSize, 2 * SamePlace * _first.Size);
        if (_seen.Add((text, (int)Math.Round(_first.Start.X / grain), (int)Math.Round(_first.Start.Y / grain))))
        {
            _words.Add(new TextWord(text, onPage ? Clamp(box) : box, ReasonToHide(onPage)));
        }
    }

    private HiddenReason? ReasonToHide(bool onPage) =>
        !onPage ? HiddenReason.OffPage
        : _first.Size < SmallestVisibleSize ? HiddenReason.ZeroSize
        : _first.Ink == GlyphInk.None ? HiddenReason.InvisibleMode
        : _first.Ink == GlyphInk.White ? HiddenReason.NoContrast
        : null;

    private Box Fractions(PdfRectangle r) => new(
        (r.Left - _view.Left) / _view.Width, (_view.Top - r.Top) / _view.Height, (r.Right - _view.Left) / _view.Width, (_view.Top - r.Bottom) / _view.Height);

    private static Box Clamp(Box box) =>
        new(Math.Clamp(box.X0, 0, 1), Math.Clamp(box.Y0, 0, 1), Math.Clamp(box.X1, 0, 1), Math.Clamp(box.Y1, 0, 1));

    private static PdfRectangle Union(PdfRectangle a, PdfRectangle b) =>
        new(Math.Min(a.Left, b.Left), Math.Min(a.Bottom, b.Bottom), Math.Max(a.Right, b.Right), Math.Max(a.Top, b.Top));

    private static double Distance(PdfPoint a, PdfPoint b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));
}
