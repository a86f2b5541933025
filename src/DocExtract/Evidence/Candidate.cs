using DocExtract.Schemas;

namespace DocExtract.Evidence;

/// <summary>A value and every place where it may stand, in the order of the lines.</summary>
internal sealed record Candidate(FieldValue Field, FieldKind Kind, IReadOnlyList<Sighting> Sightings)
{
    internal bool IsNumber => Kind is FieldKind.Amount or FieldKind.Rate or FieldKind.Quantity;

    /// <summary>Nobody is billed for nothing, and zeros fill the columns of every table.</summary>
    internal bool IsZeroQuantity => Kind == FieldKind.Quantity && Field.AsDecimal() == 0;

    /// <summary>
    /// Whether a place says little by itself: a lone digit (also as 2.0), a zero in any form, or a code of up to three signs stands
    /// on every page.
    /// </summary>
    internal bool IsCommon(Sighting sighting) => Kind switch
    {
        FieldKind.Date or FieldKind.Time or FieldKind.Currency => false,
        FieldKind.Identifier or FieldKind.Text => Field.AsText().Length <= 3,
        _ => IsCommonNumber(sighting.Text),
    };

    private bool IsCommonNumber(string text) => Field.AsDecimal() is not { } value ? false
        : value == 0 ? Kind != FieldKind.Rate || !text.Contains('%')
        : value == Math.Truncate(value) && Math.Abs(value) < 10 && text.Count(char.IsDigit) <= 2 && !text.Contains('%');

    /// <summary>
    /// The array row this value belongs to, such as row 3 of <c>/lines</c>; null for values of the whole document, and of lists within
    /// rows: they are printed wherever they belong, as the points of a chart's series.
    /// </summary>
    internal static (string Table, int Row)? RowOf(string pointer)
    {
        string[] parts = pointer.Split('/');
        int at = Array.FindIndex(parts, IsIndex);
        return at < 0 || Array.FindIndex(parts, at + 1, IsIndex) >= 0 ? null : (string.Join('/', parts[..at]), int.Parse(parts[at], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static bool IsIndex(string part) => part.Length is > 0 and < 9 && part.All(char.IsAsciiDigit);
}
