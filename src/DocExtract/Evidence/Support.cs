namespace DocExtract.Evidence;

/// <summary>
/// What each way of being printed is worth, from 0 to 1. Factors are multiplied; at least <see cref="FieldEvidence.Found"/>
/// counts as found, less is shown to people only.
/// </summary>
internal static class Support
{
    /// <summary>The value in another spelling: other case, spaces, dashes, accents; an ambiguous number settled by the document.</summary>
    internal const double Respelt = 0.95;

    /// <summary>All words of a text stand close together, but not in one run.</summary>
    internal const double Scattered = 0.9;

    /// <summary>The more plausible of two meanings; also day and month that could be swapped.</summary>
    internal const double Ambiguous = 0.8;

    /// <summary>Inside a longer word, such as a name in a web address; nearly all words of a text.</summary>
    internal const double Inside = 0.7;

    /// <summary>A text of OCR that is at least 85 % alike.</summary>
    internal const double Similar = 0.6;

    /// <summary>Beside a label that names another field.</summary>
    internal const double OtherLabel = 0.6;

    /// <summary>Most words of a long text.</summary>
    internal const double MostWords = 0.55;

    /// <summary>Equal only if letters are taken for digits or a comma for a point.</summary>
    internal const double Confused = 0.45;

    /// <summary>By how much more an amount that OCR misread counts beside its field's own label: what was read is what the label lets expect.</summary>
    internal const double ConfusedBesideLabel = 1.25;

    /// <summary>A symbol that several currencies share, where neither a code nor a country tells which.</summary>
    internal const double SharedSymbol = 0.45;

    /// <summary>The less plausible of two meanings.</summary>
    internal const double Unlikely = 0.45;

    /// <summary>Cut out of a longer number, as 234,56 of 1 234,56.</summary>
    internal const double PartOfLongerNumber = 0.4;

    /// <summary>A single digit or a very short code without a label or a row: it stands on every page.</summary>
    internal const double Anywhere = 0.4;

    /// <summary>A cell's value that stands outside its row.</summary>
    internal const double OutsideRow = 0.4;

    /// <summary>A cell's number that is a part of its row's description.</summary>
    internal const double InDescription = 0.4;
}
