using System.Globalization;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Retrying;

/// <summary>Says what would be read anew, what is left and why, and what it will cost.</summary>
internal static class ReprocessText
{
    /// <param name="plan">What is to be done.</param>
    /// <param name="type">The document type, with its version.</param>
    /// <param name="fields">What is wanted; empty for all.</param>
    /// <param name="asksModel">Whether a model is among the readers.</param>
    public static IEnumerable<string> Lines(ReprocessPlan plan, string type, IReadOnlyList<string> fields, bool asksModel)
    {
        int documents = plan.Ready.Sum(file => file.Outdated);
        yield return $"{type}: {Counted(documents, "document")} in {Counted(plan.Ready.Count, "file")} to be read once more{(fields.Count > 0 ? $"; taken from it: {string.Join(", ", fields)}, everything else stays" : "")}.";
        foreach (var left in plan.Steps.Where(step => step.Hindrance is not null).GroupBy(step => step.Hindrance!).OrderByDescending(left => left.Count()))
        {
            yield return $"{Counted(left.Count(), "file")} left: {left.Key}";
        }

        if (plan.Ready.Count > 0)
        {
            yield return !asksModel ? "It costs nothing: no model is among the readers of these settings."
                : plan.Cost is { } cost ? $"Models will cost about {Cost(cost)}: {Basis(plan.Ready)}. A new version is a new question, so that no remembered answer fits."
                : "What models will cost is not known: none was asked about a document of this type before (docextract costs works it out).";
        }
    }

    private static string Basis(IReadOnlyList<ReprocessCandidate> ready)
    {
        int without = ready.Count(file => file.File.Cost == 0);
        return without == 0 ? "as much as for these files the last time"
            : $"as much as the last time, for {Counted(without, "file")} that no model read as much as for others of the type on average";
    }

    private static string Counted(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Cost(decimal cost) => cost.ToString("0.00####", CultureInfo.InvariantCulture);
}
