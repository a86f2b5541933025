using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;
using DocExtract.Values;

namespace DocExtract.Checks;

/// <summary>
/// A hybrid e-invoice says everything twice. A person approves what is painted, a machine books what the XML says: where the
/// two differ, somebody is mistaken or cheated.
/// </summary>
internal static class HybridRule
{
    public const string Name = "xml-not-on-page";

    private static readonly string[] Painted = ["/invoice_number", "/invoice_date", "/total", "/currency", "/seller/name", "/iban"];

    public static IEnumerable<Finding> Judge(Reading reading, IReadOnlyList<FieldEvidence> evidence, Document document) =>
        reading.IsStructured && document.Pages.Count > 0
            ? Painted.SelectMany(field => FieldValue.Select(reading.Data, field))
                .Where(field => !IsPainted(evidence, field.Pointer) && !IsProvenOtherwise(field, evidence, document))
                .Select(field => new Finding(
                    field.Pointer, Name, Severity.Error,
                    $"The embedded XML says {Terms.Name(field.Pointer)} {field.AsText()}, but that is not printed on any page."))
            : [];

    private static bool IsPainted(IReadOnlyList<FieldEvidence> evidence, string pointer) =>
        evidence.Any(entry => entry.Field == pointer && entry.Source != EvidenceSource.Xml && entry.Support >= FieldEvidence.Found);

    /// <summary>A currency by its symbol, though others share it; a seller whose name is a logo by the VAT id.</summary>
    private static bool IsProvenOtherwise(FieldValue field, IReadOnlyList<FieldEvidence> evidence, Document document) => field.Pointer switch
    {
        "/currency" => document.Pages.SelectMany(page => page.TextLayer).Any(word => Currencies.Read(word.Text).Contains(field.AsText())),
        "/seller/name" => IsPainted(evidence, "/seller/vat_id"),
        _ => false,
    };
}
