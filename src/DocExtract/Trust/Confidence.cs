namespace DocExtract.Trust;

/// <summary>
/// How likely values are right, from what was seen of them on the page and from the checks; measured on documents with known
/// truth, so that of the values with a confidence of 0.9 about nine in ten are right.
/// </summary>
public static class Confidence
{
    /// <summary>The confidence in every value, from 0 to 1, by its JSON Pointer.</summary>
    public static IReadOnlyDictionary<string, double> OfFields(Extraction extraction) => Traits.OfFields(extraction)
        .ToDictionary(value => value.Field, value => (Traits.IsCell(value.Field) ? Calibration.Shipped.Cell : Calibration.Shipped.Field).Weigh(value.Traits));

    /// <summary>The confidence that every essential value is there and right, from 0 to 1; null where nothing was read.</summary>
    /// <param name="extraction">The document.</param>
    /// <param name="fields">What <see cref="OfFields"/> gives for it.</param>
    public static double? OfDocument(Extraction extraction, IReadOnlyDictionary<string, double> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return fields.Count == 0 ? null : Calibration.Shipped.Document.Weigh(Traits.OfDocument(extraction, fields));
    }
}
