using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Spans;

/// <summary>A printed number.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Start">First token.</param>
/// <param name="End">After its last token.</param>
/// <param name="Value">Its most plausible meaning in this document.</param>
/// <param name="HasDecimals">Printed with exactly two decimals, as money is.</param>
/// <param name="Currencies">The currencies that its symbol or code may mean; empty without one.</param>
internal sealed record Money(Row Row, int Start, int End, decimal Value, bool HasDecimals, IReadOnlyList<string> Currencies)
{
    public Box Box { get; } = new Segment(Row, Start, End).Box;

    public string Text => Row.Text(Start, End);

    /// <summary>Whether it looks like money rather than a count, a year or a number of something.</summary>
    public bool LooksLikeMoney => HasDecimals || Currencies.Count > 0;
}

/// <summary>A printed date.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Start">First token.</param>
/// <param name="End">After its last token.</param>
/// <param name="Date">Its most plausible meaning in this document.</param>
internal sealed record DateSpan(Row Row, int Start, int End, DateOnly Date)
{
    public Box Box { get; } = new Segment(Row, Start, End).Box;
}
