using DocExtract.Pages;

namespace DocExtract.Evidence;

/// <summary>A place where a value may stand.</summary>
/// <param name="Page">The page.</param>
/// <param name="Words">Indexes of its words on that page, in reading order; never empty.</param>
/// <param name="Quality">
/// 0 to 1, before anything is known of the surroundings: 1 for the value as it is, .95 for another spelling of it, less where
/// the print may mean something else or is only similar, and less where OCR is unsure.
/// </param>
internal sealed record Sighting(PageText Page, IReadOnlyList<int> Words, double Quality)
{
    /// <summary>Below this confidence of OCR a word counts by the square of it.</summary>
    private const double SureReading = 0.97;

    /// <summary>Longest text that is kept as evidence.</summary>
    private const int LongestText = 500;

    /// <summary>What the same print also means, where nothing in the document tells which.</summary>
    internal DateOnly? OtherMeaning { get; init; }

    /// <summary>An amount that it is only if OCR misread it.</summary>
    internal bool IsConfused { get; init; }

    /// <summary>Line of the first word, counted over all pages.</summary>
    internal int Line => Page.FirstLine + Page.LineOf[Words[0]];

    /// <summary>Every line it touches, counted over all pages.</summary>
    internal IEnumerable<int> Lines => Words.Select(word => Page.FirstLine + Page.LineOf[word]).Distinct();

    /// <summary>Its words in a form that tells those of different pages apart.</summary>
    internal IEnumerable<(PageText Page, int Word)> Places => Words.Select(word => (Page, word));

    internal Box Box => Page.BoxOf(Words);

    /// <summary>The words as they are printed.</summary>
    internal string Text => string.Join(' ', Words.Select(word => Page.Words[word].Text)) is var text && text.Length > LongestText
        ? text[..LongestText]
        : text;

    internal EvidenceSource Source => Page.Words[Words[0]].Source == WordSource.Ocr ? EvidenceSource.Ocr : EvidenceSource.TextLayer;

    /// <summary>A sighting whose quality is lowered by what OCR is unsure of.</summary>
    internal static Sighting Read(PageText page, IReadOnlyList<int> words, double quality)
    {
        double confidence = words.Min(word => page.Words[word].Confidence);
        return new Sighting(page, words, quality * (confidence < SureReading ? confidence * confidence : confidence));
    }

    /// <summary>A run of neighbouring words.</summary>
    internal static Sighting Read(PageText page, int start, int length, double quality) =>
        Read(page, [.. Enumerable.Range(start, length)], quality);
}

/// <summary>The place chosen for a value, and what it proves there.</summary>
internal sealed record Placement(Sighting Sighting, double Support)
{
    /// <summary>Beside or below a label of the value's field.</summary>
    internal bool IsLabelled { get; init; }
}
