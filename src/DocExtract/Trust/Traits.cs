using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Schemas;

namespace DocExtract.Trust;

/// <summary>
/// What was seen of a value, as numbers from 0 to 1 in a fixed order: nothing of what the reader or a model thinks of itself.
/// From these <see cref="Confidence"/> is worked out, and on documents with known truth its weights are measured.
/// </summary>
public static class Traits
{
    /// <summary>Names of the numbers that <see cref="OfFields"/> gives.</summary>
    public static IReadOnlyList<string> OfField { get; } =
    [
        "support", "exact", "labelled", "text-layer", "xml", "upheld", "accused", "warned", "doubted-elsewhere",
        "number", "date", "identifier", "text", "address", "text-by-ocr", "identifier-by-ocr",
    ];

    /// <summary>Names of the numbers that <see cref="OfDocument"/> gives.</summary>
    public static IReadOnlyList<string> OfWhole { get; } = ["least", "all", "missing", "stopped"];

    /// <summary>The traits of every value of an extraction, by its pointer.</summary>
    public static IEnumerable<(string Field, double[] Traits)> OfFields(Extraction extraction)
    {
        ArgumentNullException.ThrowIfNull(extraction);
        var places = extraction.Evidence.GroupBy(place => place.Field).ToDictionary(same => same.Key, same => same.MaxBy(place => place.Support));
        var errors = Named(extraction, Severity.Error);
        var warnings = Named(extraction, Severity.Warning);
        int stops = extraction.Findings.Count(finding => finding.Severity == Severity.Error);
        foreach (var value in FieldValue.All(extraction.Data))
        {
            var place = places.GetValueOrDefault(value.Pointer);
            var kind = FieldKinds.Of(value);
            bool isAccused = IsNamed(errors, value.Pointer);
            double support = place?.Support ?? 0;
            double byOcr = place?.Source == EvidenceSource.Ocr ? support : 0;
            bool isAddress = value.Pointer.EndsWith("/address", StringComparison.Ordinal);
            bool isIdentifier = kind is FieldKind.Identifier or FieldKind.Currency, isText = kind is FieldKind.Text && !isAddress;
            yield return (value.Pointer,
            [
                support,
                One(support >= Support.Respelt),
                One(place?.IsLabelled == true),
                One(place?.Source == EvidenceSource.TextLayer),
                One(place?.Source == EvidenceSource.Xml),
                One(extraction.Upheld.Contains(value.Pattern)),
                One(isAccused),
                One(IsNamed(warnings, value.Pointer)),
                One(!isAccused && stops > 0),
                One(kind is FieldKind.Amount or FieldKind.Rate or FieldKind.Quantity),
                One(kind is FieldKind.Date or FieldKind.Time),
                One(isIdentifier),
                One(isText),
                One(isAddress),
                isText || isAddress ? byOcr : 0,
                isIdentifier ? byOcr : 0,
            ]);
        }
    }

    /// <summary>The traits of a whole document, from the confidence in its essential values.</summary>
    /// <param name="extraction">The document.</param>
    /// <param name="fields">The confidence in each value, by its pointer.</param>
    public static double[] OfDocument(Extraction extraction, IReadOnlyDictionary<string, double> fields)
    {
        ArgumentNullException.ThrowIfNull(extraction);
        ArgumentNullException.ThrowIfNull(fields);
        double[] essential = [.. extraction.Essential.Where(fields.ContainsKey).Select(field => fields[field])];
        return
        [
            Sureness(1 - essential.DefaultIfEmpty(0).Min()),
            Sureness(1 - essential.Aggregate(1.0, (all, one) => all * one)),
            One(essential.Length < extraction.Essential.Count),
            One(extraction.Verdict != Verdict.Accepted),
        ];
    }

    /// <summary>How small a chance of being wrong is: 0 for one, 1 for one in a thousand or less.</summary>
    private static double Sureness(double wrong) => -Math.Log10(Math.Clamp(wrong, 0.001, 1)) / 3;

    /// <summary>Whether a pointer names a cell of a row.</summary>
    public static bool IsCell(string field) => Candidate.RowOf(field) is not null;

    private static HashSet<string> Named(Extraction extraction, Severity severity) =>
        [.. extraction.Findings.Where(finding => finding.Severity == severity).Select(finding => finding.Field)];

    /// <summary>Whether a finding names the value, its row or its table; what names the whole document names none.</summary>
    private static bool IsNamed(HashSet<string> named, string pointer)
    {
        for (string at = pointer; at.Length > 0; at = at[..at.LastIndexOf('/')])
        {
            if (named.Contains(at))
            {
                return true;
            }
        }

        return false;
    }

    private static double One(bool holds) => holds ? 1 : 0;
}
