using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Labels;

/// <summary>A printed phrase that the vocabulary knows.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Start">First token.</param>
/// <param name="End">After its last token.</param>
/// <param name="Key">The phrase, squeezed: the longer, the more specific.</param>
/// <param name="Fields">Pointers of the fields it may announce; empty for a label of something that is not read.</param>
/// <param name="Edits">Letters in which the print differs from the phrase: what OCR misread.</param>
internal sealed record LabelHit(Row Row, int Start, int End, string Key, IReadOnlyList<string> Fields, int Edits = 0)
{
    private const int LongestSpecific = 16;

    public Box Box { get; } = new Segment(Row, Start, End).Box;

    public bool EndsInColon => Row.Tokens[End - 1].EndsInColon || (End < Row.Tokens.Count && Row.Tokens[End].Text == ":");

    /// <summary>Whether further words follow at once, without a colon: then it may be the beginning of a sentence.</summary>
    public bool GoesOn => !EndsInColon && End < Row.SegmentOf(Start).End;

    /// <summary>How surely this is a label and says what it seems to say, 0.2 to 1.</summary>
    public double Weight
    {
        get
        {
            var segment = Row.SegmentOf(Start);
            bool inSentence = !EndsInColon && Start > segment.Start && segment.Length > 6;
            double specific = 0.35 + (0.5 * Math.Min(Key.Length, LongestSpecific) / LongestSpecific);
            return specific + (EndsInColon ? 0.1 : 0) - (inSentence ? 0.3 : 0) - (0.05 * Edits);
        }
    }

    public bool Is(string field) => Fields.Contains(field);
}
