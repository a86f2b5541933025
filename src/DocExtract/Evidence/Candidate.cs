using DocExtract.Schemas;

namespace DocExtract.Evidence;

/// <summary>A value and every place where it may stand, in the order of the lines.</summary>
internal sealed record Candidate(FieldValue Field, FieldKind Kind, IReadOnlyList<Sighting> Sightings)
{
    /// <summary>Whether a place says little by itself: a lone digit or a code of up to three signs stands on every page.</summary>
    internal bool IsCommon(Sighting sighting) => Kind switch
    {
        FieldKind.Date or FieldKind.Time or FieldKind.Currency => false,
        FieldKind.Identifier or FieldKind.Text => Field.AsText().Length <= 3,
        _ => sighting.Text is var text && text.Count(char.IsDigit) == 1 && !text.Contains('%'),
    };

    /// <summary>The array row this value belongs to, such as row 3 of <c>/lines</c>; null for values of the whole document.</summary>
    internal static (string Table, int Row)? RowOf(string pointer)
    {
        string[] parts = pointer.Split('/');
        int at = Array.FindIndex(parts, part => part.Length is > 0 and < 9 && part.All(char.IsAsciiDigit));
        return at < 0 ? null : (string.Join('/', parts[..at]), int.Parse(parts[at], System.Globalization.CultureInfo.InvariantCulture));
    }
}
