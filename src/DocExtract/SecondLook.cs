using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract;

/// <summary>
/// A page that was read by OCR and whose reading does not hold is read once more at another size. The better reading counts; but
/// where both give a value and not the same, one of them is a misreading, and a person is asked.
/// </summary>
internal static class SecondLook
{
    private const string Rule = "looks-differ";

    /// <summary>What no second look can mend: the sign that would say it is not printed, or not known to the models.</summary>
    private static readonly HashSet<string> Lasting = ["inferred"];

    /// <summary>Whether something in it may be misread.</summary>
    public static bool MayHelp(Extraction first) => first.Verdict == Verdict.NeedsReview
        && first.Findings.Any(finding => finding.Severity == Severity.Error && !Lasting.Contains(finding.Rule));

    /// <summary>
    /// Where the values of another's reading stand. What is essential, or said to be printed by a check that stops, and was not found
    /// is looked for once more in the words as OCR reads them at the other size.
    /// </summary>
    public static IReadOnlyList<FieldEvidence> Find(Reading reading, DocumentSchema schema, Document document, CancellationToken cancellationToken)
    {
        var first = EvidenceFinder.Find(reading, schema.Labels, document, cancellationToken);
        var missing = schema.Essential.Where(field => FieldValue.Find(reading.Data, field) is not null && !IsFound(first, field))
            .Concat(schema.Checks.Where(check => check.Rule == CheckRules.OnPage && Findings.SeverityOf(check) == Severity.Error)
                .SelectMany(check => OnPageRule.Unfound(check, reading.Data, first)).Select(field => field.Pointer))
            .ToHashSet();
        if (missing.Count == 0 || reading.IsStructured || document.LookAgain(cancellationToken) is not { } again)
        {
            return first;
        }

        var second = EvidenceFinder.Find(reading, schema.Labels, again, cancellationToken).Where(entry => missing.Contains(entry.Field) && IsFound([entry], entry.Field)).ToList();
        return [.. first.Where(entry => second.TrueForAll(better => better.Field != entry.Field)), .. second];
    }

    /// <summary>The better of two readings of the same pages; the first of equals.</summary>
    public static Extraction Choose(Extraction first, Extraction second, DocumentSchema schema)
    {
        if (Errors(second) >= Errors(first))
        {
            return first;
        }

        IReadOnlyList<Finding> differences =
            [.. schema.Essential.Select(field => Difference(field, FieldValue.Find(first.Data, field), FieldValue.Find(second.Data, field))).OfType<Finding>()];
        return differences.Count == 0
            ? second
            : second with { Findings = [.. second.Findings, .. differences], Verdict = Verdict.NeedsReview };
    }

    private static bool IsFound(IReadOnlyList<FieldEvidence> evidence, string field) =>
        evidence.Any(entry => entry.Field == field && entry.Support >= FieldEvidence.Found);

    private static int Errors(Extraction extraction) => extraction.Findings.Count(finding => finding.Severity == Severity.Error);

    private static Finding? Difference(string field, FieldValue? first, FieldValue? second) =>
        first is not { } one || second is not { } other || Agreement.AreSame(one, other) ? null : new Finding(
            field, Rule, Severity.Error, $"Read as {one.AsText()} at first and as {other.AsText()} at another size. Look which is printed.");
}
