namespace DocExtract.Pages;

/// <summary>Where a word was read.</summary>
public enum WordSource
{
    /// <summary>The PDF's own text.</summary>
    TextLayer,

    /// <summary>The pixels, by the OCR models.</summary>
    Ocr,
}

/// <summary>A run of characters without a space, as it stands on a page.</summary>
/// <param name="Text">Never empty, without white space.</param>
/// <param name="Box">Where it stands.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Confidence">0 to 1: the mean probability of its characters; 1 for a text layer.</param>
public sealed record Word(string Text, Box Box, WordSource Source, double Confidence)
{
    /// <summary>
    /// Where it would stand if the page lay upright and level before the reader, in fractions of that page: what rows and columns
    /// are told by. Differs from <see cref="Box"/> where a scan is turned or askew.
    /// </summary>
    public Box Level { get; init; } = Box;
}

/// <summary>Why text of a PDF cannot be seen by a reader of the page.</summary>
public enum HiddenReason
{
    /// <summary>Text render mode 3 (neither filled nor stroked), as OCR layers and hidden payloads have.</summary>
    InvisibleMode,

    /// <summary>Painted in (nearly) white where nothing dark was painted beneath.</summary>
    NoContrast,

    /// <summary>Outside the page's crop box.</summary>
    OffPage,

    /// <summary>Less than half a point high.</summary>
    ZeroSize,

    /// <summary>A number where the drawn page shows nothing: something was painted over it.</summary>
    Covered,
}

/// <summary>A word of the text layer that is not painted where a person could see it; never used as evidence.</summary>
public sealed record HiddenWord(string Text, Box Box, HiddenReason Reason);
