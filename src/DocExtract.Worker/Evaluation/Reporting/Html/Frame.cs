using System.Net;

namespace DocExtract.Worker.Evaluation.Reporting.Html;

/// <summary>What every HTML page of the report has around it.</summary>
internal static class Frame
{
    private const string Style = """
        body { font: 14px/1.45 system-ui, sans-serif; margin: 1.5em; color: #1c2430; background: #fff }
        table { border-collapse: collapse; margin: .6em 0 1.4em }
        th, td { border-bottom: 1px solid #dde3ea; padding: .2em .7em; text-align: left; vertical-align: top }
        th { background: #f3f6f9 } .figure { text-align: right; font-variant-numeric: tabular-nums }
        .right { color: #1b5e20 } .wrong, .missing, .invented { color: #b71c1c; background: #fdecea } .absent { color: #78838f }
        .columns { display: flex; gap: 2em; align-items: flex-start; flex-wrap: wrap }
        .facts { flex: 1 1 32em; min-width: 0; overflow-x: auto } .pages { flex: 1 1 40em }
        .pages svg { width: 100%; height: auto; border: 1px solid #c9d2dc; margin-bottom: 1em }
        s { color: #b71c1c }
        """;

    public static string Page(string title, string body) =>
        $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{Text(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n"
        + $"<body>\n<h1>{Text(title)}</h1>\n{body}</body>\n</html>\n";

    public static string Paragraph(string text) => $"<p>{Text(text)}</p>\n";

    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
