using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>
/// A hybrid e-invoice says everything twice. A person approves what is painted, a machine books what the XML says: where the
/// two differ, somebody is mistaken or cheated.
/// </summary>
internal static class HybridRule
{
    public const string Name = "xml-not-on-page";

    private static readonly Dictionary<string, Severity> Painted = new()
    {
        ["/total"] = Severity.Error,
        ["/invoice_number"] = Severity.Warning,
        ["/invoice_date"] = Severity.Warning,
    };

    public static IEnumerable<Finding> Judge(Reading reading, IReadOnlyList<FieldEvidence> evidence, Document document) =>
        reading.IsStructured && document.Pages.Count > 0
            ? Painted.Where(field => !IsPainted(evidence, field.Key))
                .SelectMany(field => FieldValue.Select(reading.Data, field.Key), (field, value) => new Finding(
                    field.Key, Name, field.Value,
                    $"The embedded XML says {Terms.Name(field.Key)} {value.AsText()}, but that is not printed on any page."))
            : [];

    private static bool IsPainted(IReadOnlyList<FieldEvidence> evidence, string pointer) =>
        evidence.Any(entry => entry.Field == pointer && entry.Source != EvidenceSource.Xml && entry.Support >= FieldEvidence.Found);
}
