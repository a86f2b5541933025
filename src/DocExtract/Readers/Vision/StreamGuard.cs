using System.Text;

namespace DocExtract.Readers.Vision;

/// <summary>
/// Watches an answer while it is written. Models that lost the thread write white space, or the same again and again, until the
/// limit on tokens stops them; every one of those tokens is paid.
/// </summary>
internal sealed class StreamGuard
{
    // Indented JSON has runs of some dozen blanks.
    private const int MaxWhiteSpace = 500;

    // A table may well have twenty equal rows; what repeats itself this often and this long is no table.
    private const int MaxRepeats = 30;
    private const int MinRepeated = 2_000;
    private const int LongestRepeated = 1_000;

    private const int LookEvery = 512;

    private readonly StringBuilder _text = new();
    private int _whiteSpace;
    private int _looked;

    /// <summary>What was written so far, without most of what was repeated.</summary>
    public string Text => _text.ToString();

    /// <summary>Adds a piece; says when the rest is not worth waiting for.</summary>
    public BrokenOff? Add(string piece)
    {
        foreach (char c in piece)
        {
            _whiteSpace = char.IsWhiteSpace(c) ? _whiteSpace + 1 : 0;
        }

        _text.Append(piece);
        if (_whiteSpace > MaxWhiteSpace)
        {
            return BrokenOff.WhiteSpace;
        }

        if (_text.Length - _looked < LookEvery)
        {
            return null;
        }

        _looked = _text.Length;
        return ForgetRepetition() ? BrokenOff.Repetition : null;
    }

    /// <summary>Leaves the first two of what was repeated.</summary>
    private bool ForgetRepetition()
    {
        int from = Math.Max(0, _text.Length - (LongestRepeated * (MaxRepeats + 1)));
        string tail = _text.ToString(from, _text.Length - from);
        for (int period = 1; period <= LongestRepeated && period * MaxRepeats <= tail.Length; period++)
        {
            int equal = EqualAtEnd(tail, period);
            if (equal >= period * MaxRepeats && equal >= MinRepeated)
            {
                // Twice what is repeated, so that one of it is whole wherever it was cut.
                _text.Length -= equal - period;
                return true;
            }
        }

        return false;
    }

    /// <summary>How many characters from the end equal those one period before them.</summary>
    private static int EqualAtEnd(string text, int period)
    {
        int equal = 0;
        while (equal < text.Length - period && text[^(equal + 1)] == text[^(equal + 1 + period)])
        {
            equal++;
        }

        return equal;
    }
}
