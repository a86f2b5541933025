using System.Text;

namespace DocExtract.Pages.Pdf;

/// <summary>
/// Joins characters that follow each other in the content and stand side by side, in any direction of writing. Content order
/// keeps columns apart that only geometry would run together.
/// </summary>
internal sealed class WordBuilder
{
    // In font sizes. A space is about 0.25 wide; kerning and letter spacing stay below half of that.
    private const double LargestGap = 0.13;
    private const double LargestOverlap = 0.8;
    private const double LargestStep = 0.2;
    private const double LargestSizeRatio = 1.6;

    /// <summary>Fake bold draws a character twice, this close.</summary>
    private const double SamePlace = 0.15;

    private const double SmallestVisibleSize = 0.5;

    private readonly List<TextWord> _words = [];
    private readonly HashSet<(string Text, int X, int Y)> _seen = [];
    private readonly StringBuilder _text = new();
    private Glyph _first;
    private Glyph _last;
    private Box _box;

    public static IReadOnlyList<TextWord> Build(IEnumerable<Glyph> glyphs)
    {
        var builder = new WordBuilder();
        foreach (var glyph in glyphs)
        {
            builder.Add(glyph);
        }

        builder.EndWord();
        return builder._words;
    }

    private void Add(Glyph glyph)
    {
        if (string.IsNullOrWhiteSpace(glyph.Text))
        {
            EndWord();
            return;
        }

        if (_text.Length > 0 && IsDrawnTwice(glyph))
        {
            return;
        }

        if (_text.Length > 0 && !Continues(glyph))
        {
            EndWord();
        }

        _box = _text.Length == 0 ? glyph.Box : _box.Union(glyph.Box);
        _first = _text.Length == 0 ? glyph : _first;
        _last = glyph;
        _text.Append(glyph.Text);
    }

    private bool IsDrawnTwice(Glyph glyph) =>
        !IsLigature(glyph) && glyph.Text == _last.Text && glyph.Ink == _last.Ink && glyph.Start.DistanceTo(_last.Start) < SamePlace * _last.Size;

    /// <summary>One glyph may stand for several characters, ff say; they all come with its place.</summary>
    private bool IsLigature(Glyph glyph) => glyph.Run == _last.Run && glyph.Start == _last.Start;

    private bool Continues(Glyph glyph)
    {
        if (IsLigature(glyph))
        {
            return true;
        }

        double size = Math.Max(glyph.Size, _last.Size);
        if (glyph.Ink != _last.Ink || size > LargestSizeRatio * Math.Min(glyph.Size, _last.Size))
        {
            return false;
        }

        return IsBeside(_last, glyph, size) || (IsRightToLeft(glyph) && IsBeside(glyph, _last, size));
    }

    private static bool IsBeside(Glyph left, Glyph right, double size)
    {
        var (along, across) = Offset(left, right.Start);
        return along > -LargestOverlap * size && along < LargestGap * size && Math.Abs(across) < LargestStep * size;
    }

    /// <summary>Hebrew, Arabic and their presentation forms: PDFium gives them in the order of reading.</summary>
    private static bool IsRightToLeft(Glyph glyph) => glyph.Text[0] is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFEFC');

    /// <summary>Where a point lies, seen from the end of a character along its base line and across it.</summary>
    private static (double Along, double Across) Offset(Glyph from, PagePoint to)
    {
        double width = from.Start.DistanceTo(from.End);
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

        string text = _text.ToString();
        _text.Clear();
        bool onPage = _box is { CenterX: >= 0 and <= 1, CenterY: >= 0 and <= 1 };

        // A whole word drawn twice (fake bold, shadow) is one word.
        double grain = Math.Max(SmallestVisibleSize, 2 * SamePlace * _first.Size);
        if (_seen.Add((text, (int)Math.Round(_first.Start.X / grain), (int)Math.Round(_first.Start.Y / grain))))
        {
            _words.Add(new TextWord(text, onPage ? _box.Clamp() : _box, ReasonToHide(onPage)));
        }
    }

    private HiddenReason? ReasonToHide(bool onPage) =>
        !onPage ? HiddenReason.OffPage
        : _first.Size < SmallestVisibleSize ? HiddenReason.ZeroSize
        : _first.Ink == GlyphInk.None ? HiddenReason.InvisibleMode
        : _first.Ink == GlyphInk.White ? HiddenReason.NoContrast
        : null;
}
