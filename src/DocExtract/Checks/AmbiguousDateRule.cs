using DocExtract.Evidence;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>
/// An essential date that is printed only as 03/04/2024 must be told by another date, the currency or the country. XML
/// names its dates without doubt.
/// </summary>
internal static class AmbiguousDateRule
{
    public const string Name = "ambiguous-date";

    public static IEnumerable<Finding> Judge(DocumentSchema schema, Reading reading, IReadOnlyList<FieldEvidence> evidence) =>
        from entry in evidence
        where !reading.IsStructured && entry.OtherMeaning is not null && entry.Support >= FieldEvidence.Found && schema.Essential.Contains(entry.Field)
        from field in FieldValue.Select(reading.Data, entry.Field)
        select new Finding(
            entry.Field, Name, Severity.Error,
            $"{Terms.Name(entry.Field)} is printed as '{entry.Text}', which may be {field.AsText()} or {entry.OtherMeaning}; nothing in the document tells which.");
}
