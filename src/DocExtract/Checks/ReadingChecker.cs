using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>Judges a reading: shape, arithmetic, dates, required fields, and whether they were found on the page.</summary>
public static class ReadingChecker
{
    /// <summary>Everything that is wrong or worth knowing; pure.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="evidence">Where its values were found.</param>
    /// <param name="schema">The type it was read for.</param>
    /// <param name="document">What it was read from.</param>
    /// <param name="today">Against which dates count as absurdly far ahead.</param>
    public static IReadOnlyList<Finding> Check(
        Reading reading, IReadOnlyList<FieldEvidence> evidence, DocumentSchema schema, Document document, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(document);
        var shape = ShapeRule.Judge(schema, reading.Data).ToList();
        if (ShapeRule.IsAbsurd(reading.Data))
        {
            return shape;
        }

        return
        [
            .. shape,
            .. EssentialRule.Judge(schema, reading, evidence),
            .. DateRule.Judge(schema, reading.Data, today),
            .. AmbiguousDateRule.Judge(schema, reading, evidence),
            .. DeclaredRules.Judge(schema, reading, evidence, document),
            .. OnePlaceRule.Judge(evidence),
            .. TaxedTotalRule.Judge(reading, schema.Labels, document),
            .. CurrenciesRule.Judge(schema, reading, evidence, document),
            .. HybridRule.Judge(reading, evidence, document),
            .. HiddenTextRule.Judge(document),
        ];
    }
}
