using System.Text.RegularExpressions;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Parties;

/// <summary>A name and address as they are printed, line by line.</summary>
/// <param name="Name">The name; a name over two lines is joined.</param>
/// <param name="Address">The lines beneath the name up to telephone, tax ids and the like; may be empty.</param>
/// <param name="Segments">Where it stands.</param>
internal sealed partial record Party(string Name, IReadOnlyList<string> Address, IReadOnlyList<Segment> Segments)
{
    public string? AddressText => Address.Count == 0 ? null : string.Join(", ", Address.Select(line => Glued().Replace(line, " ").Trim(',', ' ')));

    public bool Holds(Row row, int token) => Segments.Any(segment => segment.Row == row && token >= segment.Start && token < segment.End);

    /// <summary>
    /// Where spaces were lost: between a house number and a street, a state and its code, and within "ParkAvenue", but for names such as McDonald.
    /// </summary>
    [GeneratedRegex(@"(?<=\d)(?=\p{Lu}{1,2}\p{Ll}{2})|(?<=\p{Lu})(?=\p{Lu}\p{Ll}{2})|(?<=\p{Lu}{2})(?=\d{5}\b)|(?<!\b(?:Mac|Van))(?<=\p{Ll}{2})(?=\p{Lu})", RegexOptions.CultureInvariant)]
    private static partial Regex Glued();
}
