using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.Offline;
using DocExtract.Schemas;

namespace DocExtract;

/// <summary>
/// A hybrid e-invoice tells its amounts up to three times: in the XML, in the text of its pages, and in what a person sees of them.
/// A machine books the first, a person approves the last: where they differ, it is told which field, which sources and which values.
/// </summary>
internal static class ThreeSources
{
    public const string TextDiffers = "xml-text-differ";

    public const string PixelsDiffer = "xml-pixels-differ";

    public static IEnumerable<Finding> On(
        Reading xml, IReadOnlyList<FieldEvidence> painted, DocumentSchema schema, Document document, CancellationToken cancellationToken)
    {
        if (document.Pages.Count == 0)
        {
            return [];
        }

        var shown = EvidenceFinder.Find(xml with { IsStructured = false }, schema.Labels, document, cancellationToken);
        var words = OfflineReader.Read(document, schema, cancellationToken);
        var labelled = words is null ? [] : EvidenceFinder.Find(words, schema.Labels, document, cancellationToken);
        return
        [
            .. Amounts(schema).SelectMany(field => Difference(field, xml, words, painted, labelled)),
            .. Unseen(schema, xml, painted, shown),
            .. words is null ? [] : RowsRule.Judge(schema, xml.Data, words.Data, wasAsked: false).Select(finding => finding with { Severity = Severity.Warning }),
        ];
    }

    private static IEnumerable<string> Amounts(DocumentSchema schema) => SchemaFields.Leaves(schema.Json)
        .Where(leaf => !leaf.Key.Contains('*') && leaf.Value["type"]?.GetValue<string>() == "number").Select(leaf => leaf.Key);

    /// <summary>Beside the field's label the pages print another amount, and the XML's own nowhere.</summary>
    private static IEnumerable<Finding> Difference(
        string field, Reading xml, Reading? words, IReadOnlyList<FieldEvidence> painted, IReadOnlyList<FieldEvidence> labelled) =>
        from said in FieldValue.Select(xml.Data, field)
        where !IsSeen(painted, field) && said.AsDecimal() != 0
        from printed in FieldValue.Select(words?.Data, field)
        where printed.AsDecimal() != said.AsDecimal()
        from place in labelled
        where place.Field == field && place.IsLabelled && place.Support >= FieldEvidence.Found
        select new Finding(
            field, TextDiffers, Severity.Error,
            $"{Terms.Name(field)}: the XML says {said.AsText()}, the {Source(place)} of page {place.Page} says '{place.Text}'. Look which is right.");

    /// <summary>The text of the file agrees with the XML, but what is drawn where it stands shows other digits, or nothing.</summary>
    private static IEnumerable<Finding> Unseen(DocumentSchema schema, Reading xml, IReadOnlyList<FieldEvidence> painted, IReadOnlyList<FieldEvidence> shown) =>
        from field in Amounts(schema)
        from said in FieldValue.Select(xml.Data, field)
        where IsSeen(painted, field) && !IsSeen(shown, field)
        select new Finding(
            field, PixelsDiffer, Severity.Error,
            $"{Terms.Name(field)}: the XML and the text of the file say {said.AsText()}, but that is not what is seen on the page.");

    private static string Source(FieldEvidence place) => place.Source == EvidenceSource.Ocr ? "picture" : "text";

    private static bool IsSeen(IReadOnlyList<FieldEvidence> evidence, string field) =>
        evidence.Any(entry => entry.Field == field && entry.Source != EvidenceSource.Xml && entry.Support >= FieldEvidence.Found);
}
