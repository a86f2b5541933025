using DocExtract.Samples.Drawing;
using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

/// <summary>Charts: apart from the other samples, since only a vision model can read them.</summary>
internal static class Charts
{
    private static readonly BarChart Museum = new(
        "Chart 4", "Visitors of the Wexhollow lamp museum in 2025", "Quarter", "Visitors", "thousands", 80, 20, ["Spring", "Summer", "Autumn", "Winter"],
        [
            new("Adults", 0.35, true, [41.2m, 63.5m, 57.8m, 38.9m]),
            new("Children", 0.75, false, [18, 35, 27, 16]),
        ]);

    public static IReadOnlyList<Sample> All { get; } =
    [
        new("chart-en-bars.pdf", "en", "digital", "Two series of bars: the values of one are printed, those of the other must be judged by the axis.", "accepted", null,
            Museum.Truth(), () => new PdfFile(Museum.Title, [new BarChartLayout(Museum).Draw()]).ToBytes()),
    ];
}
