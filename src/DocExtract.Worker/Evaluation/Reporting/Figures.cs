using System.Globalization;
using DocExtract.Worker.Evaluation.Scores;

namespace DocExtract.Worker.Evaluation.Reporting;

/// <summary>Figures as people read them, the same in every culture.</summary>
internal static class Figures
{
    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Seconds with two digits.</summary>
    public static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A share as per cent with one digit; a dash of nothing.</summary>
    public static string Percent(double? share) => share is { } value ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) : "-";

    /// <summary>The 95 % interval.</summary>
    public static string Interval(Rate rate) => rate.Of == 0 ? "-" : $"{Percent(rate.Low)} to {Percent(rate.High)}";
}
