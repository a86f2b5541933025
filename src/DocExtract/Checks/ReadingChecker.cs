using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>Judges a reading: shape, arithmetic, dates, required fields, and whether they were found on the page.</summary>
public static class ReadingChecker
{
    /// <summary>Everything that is wrong or worth knowing; pure.</summary>
    public static IReadOnlyList<Finding> Check(
        Reading reading, IReadOnlyList<FieldEvidence> evidence, DocumentSchema schema, Document document)
    {
        _ = (reading, evidence, schema, document);
        return [];
    }
}
