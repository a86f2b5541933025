using System.Globalization;
using DocExtract.Worker.Evaluation.Trust;

namespace DocExtract.Worker.Evaluation.Reporting;

/// <summary>What is told of confidence: whether it means what it says.</summary>
internal static class TrustGrids
{
    public static IEnumerable<(string Title, Grid Grid)> Of(string title, Trusted trusted)
    {
        (string Name, Reliability Reliability)[] all =
            [("values of the header", trusted.Fields), ("values of rows", trusted.Cells), ("documents with all essential values right", trusted.Documents)];
        var known = all.Where(one => one.Reliability.Beliefs.Count > 0).ToList();
        yield return ($"Confidence, {title}", new Grid(1, ["of", "count", "right %", "AUROC", "right % of the surest 80 %", "calibration error"],
            [.. known.Select(one => (string[])
            [
                one.Name, Figures.Count(one.Reliability.Right.Of), Figures.Percent(one.Reliability.Right.Value), Share(one.Reliability.Auroc),
                Figures.Percent(one.Reliability.AtCoverage.Value), Share(one.Reliability.Error),
            ])]));
        yield return ($"Reliability, {title}", new Grid(1, ["of", "confidence from", "mean", "count", "right %", "95 % interval"],
            [.. known.SelectMany(one => one.Reliability.Bins, (one, bin) => (string[])
            [
                one.Name, Share(bin.From), Share(bin.Mean), Figures.Count(bin.Right.Of), Figures.Percent(bin.Right.Value), Figures.Interval(bin.Right),
            ])]));
    }

    private static string Share(double? share) => share is { } value ? value.ToString("0.000", CultureInfo.InvariantCulture) : "-";
}
