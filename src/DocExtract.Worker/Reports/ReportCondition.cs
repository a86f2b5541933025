using System.Text.RegularExpressions;

namespace DocExtract.Worker.Reports;

/// <summary>A condition on a column, such as <c>total>=1000</c>. Nothing after <c>=</c> asks for what is empty.</summary>
/// <param name="Column">One of the report's.</param>
/// <param name="Comparison">= != &lt; &lt;= &gt; &gt;=</param>
/// <param name="Value">As it is typed; Postgres reads it as the column's type.</param>
internal sealed partial record ReportCondition(ReportColumn Column, string Comparison, string Value)
{
    /// <exception cref="ArgumentException">It is no condition, or the report has no such column; the sentence names those it has.</exception>
    public static ReportCondition Parse(string text, Report report)
    {
        var parsed = Form().Match(text);
        if (!parsed.Success)
        {
            throw new ArgumentException($"--where wants column=value (or != < <= > >=), not '{text}'.");
        }

        string name = parsed.Groups["column"].Value.Trim();
        var column = report.Columns.FirstOrDefault(column => column.Name == name)
            ?? throw new ArgumentException($"The report {report.Name} has no column '{name}'; it has: {string.Join(", ", report.Columns.Select(column => column.Name))}.");
        return new ReportCondition(column, parsed.Groups["comparison"].Value, parsed.Groups["value"].Value.Trim());
    }

    /// <summary>The condition as SQL; <paramref name="parameter"/> adds a value and gives its placeholder.</summary>
    public string ToSql(Func<string, string> parameter) => (Comparison, Value) switch
    {
        ("=", "") => $"\"{Column.Name}\" is null",
        ("!=", "") => $"\"{Column.Name}\" is not null",
        ("!=", _) => $"\"{Column.Name}\" is distinct from {parameter(Value)}::text::{Column.Type}",
        _ => $"\"{Column.Name}\" {Comparison} {parameter(Value)}::text::{Column.Type}",
    };

    [GeneratedRegex(@"\A(?<column>[^=!<>]+)(?<comparison>!=|<=|>=|=|<|>)(?<value>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Form();
}
