using DocExtract.Pages;

namespace DocExtract.Evidence;

/// <summary>Where a value was seen.</summary>
public enum EvidenceSource
{
    /// <summary>Painted text of a PDF.</summary>
    TextLayer,

    /// <summary>Pixels, by OCR.</summary>
    Ocr,

    /// <summary>The XML of an e-invoice; without page or box.</summary>
    Xml,
}

/// <summary>One value of a reading and where it stands in the document.</summary>
/// <param name="Field">JSON Pointer of the value, such as <c>/total</c>.</param>
/// <param name="Page">Page number from 1; null for XML.</param>
/// <param name="Box">Where on the page; null for XML.</param>
/// <param name="Text">The words as they are printed.</param>
/// <param name="Source">Which text it was found in.</param>
/// <param name="Support">0 to 1: how strongly this proves the value. At least 0.5 counts as found.</param>
public sealed record FieldEvidence(string Field, int? Page, Box? Box, string Text, EvidenceSource Source, double Support)
{
    /// <summary>What the same print also means, where nothing in the document tells which: 03/04/2024 with day and month swapped.</summary>
    public string? OtherMeaning { get; init; }

    /// <summary>It stands beside or below a label of its field.</summary>
    internal bool IsLabelled { get; init; }

    /// <summary>The support from which a value counts as found on the page.</summary>
    public const double Found = 0.5;
}
