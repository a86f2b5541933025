using DocExtract.Pages;

namespace DocExtract.Worker.Drawing;

/// <summary>What a box on a page stands for; each has its own colour. Of two in one place the later one is shown.</summary>
internal enum MarkKind
{
    /// <summary>A word of the page's own text.</summary>
    Word,

    /// <summary>A word read by OCR.</summary>
    OcrWord,

    /// <summary>A row of the item table, or one of several documents on the page.</summary>
    Row,

    /// <summary>Where a value was found; nothing is known of its truth.</summary>
    Value,

    /// <summary>Where a value was found that is right.</summary>
    Right,

    /// <summary>Where a value was found that is not right.</summary>
    Wrong,
}

/// <summary>A box to draw on a page.</summary>
/// <param name="Box">Where.</param>
/// <param name="Kind">How it looks.</param>
/// <param name="Label">Printed above the box; empty for none.</param>
/// <param name="Title">Shown when the pointer rests on it.</param>
internal sealed record Mark(Box Box, MarkKind Kind, string Label, string Title);
