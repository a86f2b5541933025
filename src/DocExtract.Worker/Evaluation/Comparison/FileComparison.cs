using DocExtract.Worker.Evaluation.Truth;

namespace DocExtract.Worker.Evaluation.Comparison;

/// <summary>
/// Holds what was read of a file against the documents that it is known to hold, in the order of both. Of a file that was split
/// though it is one document, only the first part counts; of one that was not split though it should be, all but the first are
/// missing.
/// </summary>
internal static class FileComparison
{
    /// <summary>How many documents a file holds: shown only of files that hold, or were read as, more than one.</summary>
    public const string Count = "documents_in_file";

    public static IEnumerable<EvaluatedDocument> Compare(TruthDocument file, Extraction extraction)
    {
        var known = file.Documents;
        var found = extraction.Documents;
        var first = DocumentComparison.Compare(known[0], found[0]);
        yield return new EvaluatedDocument(
            known[0], found[0], known.Count == 1 && found.Count == 1 ? first : first with { Fields = [CountOf(known.Count, found.Count), .. first.Fields] });
        for (int i = 1; i < known.Count; i++)
        {
            var part = i < found.Count ? found[i] : extraction with { Data = [], Evidence = [], DocumentType = null, Verdict = Verdict.NeedsReview, Parts = [], Pages = 0, Duration = default };
            yield return new EvaluatedDocument(known[i], part, DocumentComparison.Compare(known[i], part));
        }
    }

    private static FieldResult CountOf(int known, int found) =>
        new(Count, known == found ? Outcome.Right : Outcome.Wrong, $"{known}", found == known ? $"{found}" : $"split into {found}");
}
