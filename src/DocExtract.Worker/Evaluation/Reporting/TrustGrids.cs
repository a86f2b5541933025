using System.Globalization;
using DocExtract.Worker.Evaluation.Trust;

namespace DocExtract.Worker.Evaluation.Reporting;

/// <summary>What is told of confidence: whether it means what it says.</summary>
internal static class TrustGrids
{
    private static readonly string[] Headers = ["of", "count", "right %", "AUROC", "right % of the surest 80 %", "calibration error"];

    public static IEnumerable<(string Title, Grid Grid)> Of(string title, Trusted trusted)
    {
        var known = Known(trusted);
        yield return ($"Confidence, {title}", new Grid(1, Headers, [.. known.Select(Row)]));
        yield return ($"Reliability, {title}", new Grid(1, ["of", "confidence from", "mean", "count", "right %", "95 % interval"],
            [.. known.SelectMany(one => one.Reliability.Bins, (one, bin) => (string[])
            [
                one.Name, Share(bin.From), Share(bin.Mean), Figures.Count(bin.Right.Of), Figures.Percent(bin.Right.Value), Figures.Interval(bin.Right),
            ])]));
    }

    /// <summary>Each set for itself: pooled figures hide a set of which one is too sure.</summary>
    public static (string Title, Grid Grid) OfSets(string title, IEnumerable<(string Set, Trusted Trusted)> sets) => (
        $"Confidence by set, {title}",
        new Grid(2, ["set", .. Headers], [.. sets.SelectMany(set => Known(set.Trusted), (set, one) => (string[])[set.Set, .. Row(one)])]));

    private static List<(string Name, Reliability Reliability)> Known(Trusted trusted)
    {
        (string Name, Reliability Reliability)[] all =
            [("values of the header", trusted.Fields), ("values of rows", trusted.Cells), ("documents with all essential values right", trusted.Documents)];
        return [.. all.Where(one => one.Reliability.Beliefs.Count > 0)];
    }

    private static string[] Row((string Name, Reliability Reliability) one) =>
    [
        one.Name, Figures.Count(one.Reliability.Right.Of), Figures.Percent(one.Reliability.Right.Value), Share(one.Reliability.Auroc),
        Figures.Percent(one.Reliability.AtCoverage.Value), Share(one.Reliability.Error),
    ];

    private static string Share(double? share) => share is { } value ? value.ToString("0.000", CultureInfo.InvariantCulture) : "-";
}
