using System.Globalization;
using DocExtract.Samples.Drawing;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Layouts;

/// <summary>Draws a chart of bars on a landscape page, as a report would print it.</summary>
internal sealed class BarChartLayout(BarChart chart)
{
    private const double Left = 80, Right = 520, Top = 110, Bottom = 330;

    private readonly Sheet _sheet = new(595, 420);

    public Sheet Draw()
    {
        _sheet.Text(Left, 50, chart.Number, 9, colour: Colour.Grey);
        _sheet.Text(Left, 68, chart.Title, 14, Face.SansBold);
        Scale();
        Bars();
        Legend();
        _sheet.TextCentred((Left + Right) / 2, Bottom + 38, chart.XLabel, 10);
        return _sheet;
    }

    private double HeightOf(decimal value) => (Bottom - Top) * (double)value / chart.Top;

    private void Scale()
    {
        _sheet.Text(Left - 40, Top - 18, $"{chart.YLabel} ({chart.YUnit})", 10);
        for (int number = 0; number <= chart.Top; number += chart.Step)
        {
            double y = Bottom - HeightOf(number);
            _sheet.Line(Left, y, Right, y, number == 0 ? 1 : 0.5, number == 0 ? Sheet.Black : Colour.Pale);
            _sheet.TextRight(Left - 8, y + 3, number.ToString(CultureInfo.InvariantCulture), 9);
        }
    }

    private void Bars()
    {
        double place = (Right - Left) / chart.Places.Count, width = place * 0.7 / chart.Series.Count;
        for (int i = 0; i < chart.Places.Count; i++)
        {
            double x = Left + (place * (i + 0.15));
            _sheet.TextCentred(x + (place * 0.35), Bottom + 16, chart.Places[i], 10);
            foreach (var series in chart.Series)
            {
                double height = HeightOf(series.Values[i]);
                _sheet.Fill(x, Bottom - height, width - 2, height, new Colour(series.Grey, series.Grey, series.Grey));
                _sheet.TextCentred(x + (width / 2) - 1, Bottom - height - 4, series.IsPrinted ? BarSeries.Print(series.Values[i]) : "", 9);
                x += width;
            }
        }
    }

    private void Legend()
    {
        double x = Left;
        foreach (var series in chart.Series)
        {
            _sheet.Fill(x, Bottom + 52, 10, 10, new Colour(series.Grey, series.Grey, series.Grey));
            _sheet.Text(x + 16, Bottom + 61, series.Name, 10);
            x += 120;
        }
    }
}
