using System.Globalization;
using System.Text.Json.Nodes;

namespace DocExtract.Samples.Model;

/// <summary>A chart of grouped bars.</summary>
/// <param name="Number">What stands before the title.</param>
/// <param name="Title">Its title.</param>
/// <param name="XLabel">What the x axis shows.</param>
/// <param name="YLabel">What the y axis shows.</param>
/// <param name="YUnit">Its unit, in brackets behind the label.</param>
/// <param name="Top">The highest number of the scale.</param>
/// <param name="Step">Between two numbers of the scale.</param>
/// <param name="Places">Places on the x axis.</param>
/// <param name="Series">Bars at each place, in the order of the legend.</param>
internal sealed record BarChart(
    string Number, string Title, string XLabel, string YLabel, string YUnit, int Top, int Step, IReadOnlyList<string> Places, IReadOnlyList<BarSeries> Series)
{
    /// <summary>What is printed, and what can be judged by the axis, in the fields of the document type.</summary>
    public JsonObject Truth() => new()
    {
        ["document_type"] = "chart",
        ["title"] = Title,
        ["chart_type"] = "bar",
        ["x_axis"] = new JsonObject { ["label"] = XLabel },
        ["y_axis"] = new JsonObject { ["label"] = YLabel, ["unit"] = YUnit },
        ["series"] = new JsonArray([.. Series.Select(series => new JsonObject
        {
            ["name"] = series.Name,
            ["points"] = new JsonArray([.. Places.Zip(series.Values, (place, value) => new JsonObject
            {
                ["x"] = place,
                [series.IsPrinted ? "y_read" : "y_estimated"] = value,
            })]),
        })]),
    };
}

/// <summary>Bars of one shade.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Grey">From 0, black, to 1.</param>
/// <param name="IsPrinted">Whether each bar's value stands above it.</param>
/// <param name="Values">One for each place.</param>
internal sealed record BarSeries(string Name, double Grey, bool IsPrinted, IReadOnlyList<decimal> Values)
{
    public static string Print(decimal value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
