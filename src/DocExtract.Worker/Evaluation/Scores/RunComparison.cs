using System.Globalization;
using DocExtract.Worker.Evaluation.Comparison;

namespace DocExtract.Worker.Evaluation.Scores;

/// <summary>Something about a document that is not as it was in the earlier run.</summary>
/// <param name="Document">Its id.</param>
/// <param name="What">A field, <c>lines</c> or <c>verdict</c>.</param>
/// <param name="Before">What came out then.</param>
/// <param name="After">What comes out now.</param>
/// <param name="Truth">What is right; null where that is not one value.</param>
internal sealed record Change(string Document, string What, string Before, string After, string? Truth);

/// <summary>One set of this run against the same set of an earlier one; only documents that are in both are compared.</summary>
internal sealed record SetComparison(
    string Name, int Documents, IReadOnlyList<(string Field, Rate Before, Rate After)> Fields,
    IReadOnlyList<Change> Better, IReadOnlyList<Change> Worse);

/// <summary>Names what got better and worse since an earlier run.</summary>
internal static class RunComparison
{
    private const double SameF1 = 1e-9;

    /// <summary>The sets that are in both runs.</summary>
    public static IReadOnlyList<SetComparison> Compare(EvaluationRun before, EvaluationRun after) =>
        [.. after.Sets.Join(before.Sets, set => set.Name, set => set.Name, (now, then) => Compare(then, now))];

    private static SetComparison Compare(SetRun before, SetRun after)
    {
        var pairs = before.Documents
            .Join(after.Documents, document => document.Id, document => document.Id, (then, now) => (Then: then, Now: now))
            .ToList();
        var (then, now) = (SetScore.Of([.. pairs.Select(pair => pair.Then)]), SetScore.Of([.. pairs.Select(pair => pair.Now)]));
        var changes = pairs.SelectMany(pair => Changes(pair.Then, pair.Now)).ToList();
        return new SetComparison(
            after.Name, pairs.Count,
            [
                .. now.Fields.Join(then.Fields, field => field.Field, field => field.Field, (n, t) => (n.Field, Before: t.Accuracy, After: n.Accuracy))
                    .Where(field => field.Before != field.After),
            ],
            [.. changes.Where(change => change.IsBetter).Select(change => change.Change)],
            [.. changes.Where(change => !change.IsBetter).Select(change => change.Change)]);
    }

    private static IEnumerable<(Change Change, bool IsBetter)> Changes(DocumentResult before, DocumentResult after)
    {
        foreach (string name in after.Fields.Concat(before.Fields).Select(field => field.Field).Distinct())
        {
            var (then, now) = (before.Field(name), after.Field(name));
            if (IsGood(before, then) is { } wasGood && IsGood(after, now) is { } isGood && wasGood != isGood)
            {
                yield return (new Change(after.Id, name, Shown(then), Shown(now), (now ?? then)!.Truth), isGood);
            }
        }

        if (before.Rows is not null && after.Rows is not null
            && (Quality(after) - Quality(before)) is var gained && Math.Abs(gained) > SameF1)
        {
            yield return (new Change(after.Id, "lines", Lines(before), Lines(after), null), gained > 0);
        }

        if (before.VerdictAsExpected is { } was && after.VerdictAsExpected is { } isExpected && was != isExpected)
        {
            yield return (new Change(after.Id, "verdict", before.Verdict, after.Verdict, null), isExpected);
        }
    }

    /// <summary>Null where the truth of that run said nothing of the field: a truth that has grown since makes nothing worse.</summary>
    private static bool? IsGood(DocumentResult document, FieldResult? field) => field?.IsGood() ?? (document.Complete ? true : null);

    private static double Quality(DocumentResult document) => LineScore.Of(document.Rows!) is var score ? score.F1 + (score.Cells.Value ?? 0) : 0;

    private static string Lines(DocumentResult document) => LineScore.Of(document.Rows!) is var score
        ? string.Create(CultureInfo.InvariantCulture, $"F1 {score.F1:0.00}, cells {score.Cells.Right}/{score.Cells.Of}")
        : "";

    private static string Shown(FieldResult? field) => field?.Found ?? "nothing";
}
