using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;
using DocExtract.Values;

namespace DocExtract.Checks;

/// <summary>Tells of a document that prints the codes of several currencies beside amounts: one of them may be the wrong one.</summary>
internal static class CurrenciesRule
{
    public const string Name = "currencies";

    /// <summary>Characters between a code and its amount.</summary>
    private const double Gap = 3;

    /// <summary>Where the currency is essential, that its symbol tells too little is an error of <see cref="EssentialRule"/>.</summary>
    public static IEnumerable<Finding> Judge(DocumentSchema schema, Reading reading, IReadOnlyList<FieldEvidence> evidence, Document document)
    {
        if (reading.IsStructured || !reading.Data.ContainsKey("currency"))
        {
            return [];
        }

        var codes = document.Pages.SelectMany(page => CodesOf(new PageText(page.Number, 0, page.ReadWords(CancellationToken.None)))).Distinct().Order().ToList();
        IEnumerable<Finding> several = codes.Count < 2 ? [] : [new Finding("/currency", Name, Severity.Warning, $"Amounts are printed in {string.Join(" and ", codes)}.")];
        return schema.Essential.Contains("/currency") ? several : [.. several, .. Shared(evidence)];
    }

    /// <summary>"$" and "kr" are many countries' signs: without a code, an address, a VAT id or an account they tell none.</summary>
    private static IEnumerable<Finding> Shared(IReadOnlyList<FieldEvidence> evidence) =>
        from seen in evidence
        where seen is { Field: "/currency", Support: < FieldEvidence.Found }
        let sharing = Currencies.Read(seen.Text)
        where sharing.Count > 1
        select new Finding(
            "/currency", Name, Severity.Warning,
            $"The page prints only '{seen.Text}', whose symbol {string.Join(", ", sharing)} share, and neither a code nor the country tells which is meant.");

    private static IEnumerable<string> CodesOf(PageText page) =>
        Enumerable.Range(0, page.Words.Count).Select(word => CodeAt(page, word)).OfType<string>();

    private static string? CodeAt(PageText page, int word)
    {
        string text = page.Words[word].Text.Trim('(', ')', ':', ',', '.', ';');
        string code = string.Concat(text.Where(char.IsLetter));
        bool isAmount = text.Length > code.Length && Amounts.Read(text).Count > 0;
        return code.Length == 3 && CountryTable.Knows(code) && (isAmount || IsAmount(page, word, word - 1) || IsAmount(page, word, word + 1)) ? code : null;
    }

    private static bool IsAmount(PageText page, int word, int neighbour) =>
        neighbour >= 0 && neighbour < page.Words.Count && page.GapBefore(Math.Max(word, neighbour)) <= Gap
        && page.Words[neighbour].Text.Any(char.IsDigit) && Amounts.Read(page.Words[neighbour].Text).Count > 0;
}
