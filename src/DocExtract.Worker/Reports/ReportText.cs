namespace DocExtract.Worker.Reports;

/// <summary>Values of a report as text: the same on every machine.</summary>
internal static class ReportText
{
    public static string Of(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "yes" : "no",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss'Z'", null),
        DateOnly date => date.ToString("yyyy-MM-dd", null),
        IFormattable number => number.ToString(null, null),
        _ => value.ToString() ?? "",
    };
}
