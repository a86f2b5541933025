using DocExtract.Pages;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>What a document prints that could be taken for another value: its amounts, percentages and numbers, each with its page.</summary>
internal sealed record Printed(
    IReadOnlyList<(int Page, decimal Value)> Amounts, IReadOnlyList<decimal> Rates, IReadOnlyList<string> Numbers, int Pages)
{
    /// <summary>A number of fewer digits is hardly taken for the number of an invoice.</summary>
    private const int FewestDigits = 4;

    public static Printed On(Document document, CancellationToken cancellationToken)
    {
        var words = document.Pages.SelectMany(page => page.ReadWords(cancellationToken), (page, word) => (page.Number, Text: word.Text.Trim(':', ';', ',', '.', '(', ')', '#')))
            .Where(word => word.Text.Any(char.IsAsciiDigit)).ToList();
        return new Printed(
            [.. words.SelectMany(word => AmountOf(word.Text), (word, value) => (word.Number, value)).Distinct()],
            [.. words.SelectMany(word => DocExtract.Values.Amounts.ReadPercent(word.Text)).Where(rate => rate is > 0 and < 100).Distinct()],
            [.. words.Select(word => word.Text).Where(IsNumber).Distinct()],
            document.Pages.Count);
    }

    /// <summary>Two decimals, as money is printed, and one meaning.</summary>
    private static IReadOnlyList<decimal> AmountOf(string text) =>
        DocExtract.Values.Amounts.Read(text) is [var only] && only > 0 && text.LastIndexOfAny(['.', ',']) is var at and >= 0
        && text[(at + 1)..].Count(char.IsAsciiDigit) == 2 ? [only] : [];

    private static bool IsNumber(string text) => text.Count(char.IsAsciiDigit) >= FewestDigits && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/')
        && DocExtract.Values.Dates.Read(text).Count == 0;
}
