using DocExtract.Pages;

namespace DocExtract.Checks;

/// <summary>Tells of text that a program would read but nobody can see; it is never evidence.</summary>
internal static class HiddenTextRule
{
    public const string Name = "hidden-text";

    private const int Shown = 8;

    public static IEnumerable<Finding> Judge(Document document) =>
        document.Pages.Where(page => page.HiddenWords.Count > 0).Select(page => new Finding("", Name, SeverityOf(page), Message(page)));

    // Scanners lay invisible OCR text over a picture: honest, and nothing else is on such a page.
    private static Severity SeverityOf(Page page) =>
        page.TextLayer.Count == 0 && page.HiddenWords.All(word => word.Reason == HiddenReason.InvisibleMode) ? Severity.Info : Severity.Warning;

    private static string Message(Page page)
    {
        string words = string.Join(' ', page.HiddenWords.Take(Shown).Select(word => word.Text));
        string more = page.HiddenWords.Count > Shown ? " ..." : "";
        return $"Page {page.Number} holds {page.HiddenWords.Count} words that nobody can see (\"{words}{more}\"); they were not used.";
    }
}
