using DocExtract.Pages;

namespace DocExtract.Readers.Offline.Layout;

/// <summary>Tokens that stand on one line of a page, from left to right; columns side by side share a row.</summary>
/// <param name="Page">Page of the document from 1; in a file of several documents not the number of the file's page.</param>
/// <param name="Index">Number of the row in the whole document, from 0.</param>
/// <param name="Em">Mean width of a character on this page: the unit of gaps.</param>
/// <param name="Tokens">Never empty.</param>
internal sealed record Row(int Page, int Index, double Em, IReadOnlyList<Token> Tokens)
{
    /// <summary>A gap of this many characters separates columns; spaces between words are narrower.</summary>
    private const double ColumnGap = 2.2;

    private IReadOnlyList<Segment>? _segments;

    public Box Box { get; } = Tokens.Select(token => token.Box).Aggregate((all, box) => all.Union(box));

    /// <summary>Median height of its tokens; a single tall mark does not stretch it.</summary>
    public double Height { get; } = Tokens.Select(token => token.Box.Height).Order().ElementAt(Tokens.Count / 2);

    /// <summary>The runs of tokens between wide gaps.</summary>
    public IReadOnlyList<Segment> Segments => _segments ??= [.. Cut()];

    public string Text(int start, int end) => string.Join(' ', Tokens.Skip(start).Take(end - start).Select(token => token.Text));

    public double Gap(int index) => (Tokens[index].Box.X0 - Tokens[index - 1].Box.X1) / Em;

    public Segment SegmentOf(int index) => Segments.First(segment => index < segment.End);

    private IEnumerable<Segment> Cut()
    {
        int start = 0;
        for (int i = 1; i <= Tokens.Count; i++)
        {
            if (i == Tokens.Count || Gap(i) > ColumnGap)
            {
                yield return new Segment(this, start, i);
                start = i;
            }
        }
    }
}

/// <summary>A part of a row: tokens <paramref name="Start"/> up to, not including, <paramref name="End"/>.</summary>
internal readonly record struct Segment(Row Row, int Start, int End)
{
    public int Length => End - Start;

    public Box Box
    {
        get
        {
            var box = Row.Tokens[Start].Box;
            for (int i = Start + 1; i < End; i++)
            {
                box = box.Union(Row.Tokens[i].Box);
            }

            return box;
        }
    }

    public string Text => Row.Text(Start, End);

    public string Key => string.Concat(Row.Tokens.Skip(Start).Take(Length).Select(token => token.Key));

    /// <summary>The part from a token on.</summary>
    public Segment From(int start) => this with { Start = start };
}
