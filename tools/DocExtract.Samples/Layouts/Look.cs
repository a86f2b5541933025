using DocExtract.Samples.Drawing;

namespace DocExtract.Samples.Layouts;

/// <summary>How the head of an invoice is arranged.</summary>
internal enum Arrangement
{
    /// <summary>Business letter: address window left, labels beside values right, bank details in the footer.</summary>
    Window,

    /// <summary>Large title, framed strip of cells with labels above values.</summary>
    Strip,

    /// <summary>Coloured band with white letters, seller and buyer in two columns.</summary>
    Band,

    /// <summary>Centred letterhead, everything else plain lines.</summary>
    Plain,

    /// <summary>A purchase order: the letterhead is the buyer's.</summary>
    Order,
}

internal enum TotalsStyle
{
    /// <summary>Label and value in one line, right below the table.</summary>
    Lines,

    /// <summary>A framed box with the total on colour.</summary>
    Box,

    /// <summary>A row of cells across the page, labels above values.</summary>
    Across,
}

internal enum Rules
{
    Header,
    Rows,
    Stripes,
    Grid,
}

internal enum Column
{
    Position,
    Item,
    Description,
    Quantity,
    Unit,
    UnitPrice,
    Discount,
    Rate,
    Amount,
}

/// <summary>How an invoice looks.</summary>
internal sealed record Look(Arrangement Arrangement, TotalsStyle Totals, Rules Rules, Colour Accent, params Column[] Columns)
{
    public Face Regular { get; init; } = Face.Sans;

    public Face Bold { get; init; } = Face.SansBold;
}
