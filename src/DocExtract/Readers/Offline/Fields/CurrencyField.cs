using DocExtract.Readers.Offline.Spans;
using DocExtract.Values;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>The currency that is printed: beside its label, with the total, or with most amounts. Never one that is not printed; of an undecided symbol the most likely, which evidence then calls weak.</summary>
internal static class CurrencyField
{
    public static string? Find(Sheet sheet, Money? total)
    {
        var codes = sheet.Rows.SelectMany(row => row.Tokens)
            .Select(token => token.Text.Trim('(', ')', '[', ']', ':', ',', '.', ';', '-'))
            .Where(text => text.Length == 3 && Currencies.IsCode(text))
            .ToList();
        return Labelled(sheet) ?? Choose(total?.Currencies, codes, sheet) ?? MostOftenCode(sheet, codes) ?? Choose(MostPrinted(sheet), codes, sheet)
            ?? Alone(sheet, codes) ?? MostFrequent(codes);
    }

    private static string? Labelled(Sheet sheet) => (
        from hit in sheet.LabelsFor("/currency")
        from token in hit.Row.Tokens.Skip(hit.End).Take(2).Concat(Labels.Places.Beneath(sheet, hit, 1).Select(segment => segment.Row.Tokens[segment.Start]))
        where Currencies.IsCode(token.Text.Trim('.', ',')) || token.Text is "€" or "£"
        select Currencies.Read(token.Text.Trim('.', ','))[0]).FirstOrDefault();

    /// <summary>A symbol that several currencies share is decided by the codes and countries the document names.</summary>
    private static string? Choose(IReadOnlyList<string>? meanings, List<string> codes, Sheet sheet) => meanings switch
    {
        null or [] => null,
        [var only] => only,
        _ when meanings.Contains("CNY") && meanings.Contains("JPY") && ByScript(sheet) is { } script => script,
        _ => meanings.FirstOrDefault(codes.Contains) ?? new PrintedPlace(sheet.Rows.SelectMany(row => row.Tokens).Select(token => token.Text), sheet.Words("day_first_words")).Decide(meanings) ?? meanings[0],
    };

    /// <summary>The sign of yuan and yen is one: Japanese documents use kana, Chinese ones do not.</summary>
    private static string? ByScript(Sheet sheet)
    {
        var letters = sheet.Rows.SelectMany(row => row.Tokens).SelectMany(token => token.Text).ToList();
        return letters.Exists(c => c is >= '\u3041' and <= '\u30fa') ? "JPY" : letters.Exists(c => c is >= '\u4e00' and <= '\u9fff') ? "CNY" : null;
    }

    private static IReadOnlyList<string>? MostPrinted(Sheet sheet) => sheet.Money
        .Where(money => money.Currencies.Count > 0)
        .GroupBy(money => money.Currencies[0])
        .MaxBy(same => same.Count())?.First().Currencies;

    /// <summary>A code that stands more often than all symbols, as in a column of its own.</summary>
    private static string? MostOftenCode(Sheet sheet, List<string> codes)
    {
        int symbols = sheet.Money.Count(money => money.Currencies.Count > 0 && !money.Text.Any(char.IsLetter));
        return codes.Where(CountryTable.Knows).GroupBy(code => code).MaxBy(same => same.Count()) is { } most && most.Count() > Math.Max(1, symbols) ? most.Key : null;
    }

    /// <summary>What is left: a code anywhere. Codes of currencies that hardly any document is in are words ("ALL", "TOP").</summary>
    private static string? MostFrequent(List<string> codes) => codes.Where(CountryTable.Knows).GroupBy(code => code).MaxBy(same => same.Count())?.Key;

    /// <summary>A symbol or name apart from any amount, as in a column title "Amount (€)" or "in Euro".</summary>
    private static string? Alone(Sheet sheet, List<string> codes) => (
        from token in sheet.Rows.SelectMany(row => row.Tokens)
        let text = token.Text.Trim('(', ')', '[', ']', ':', ',', '.', ';')
        where text.Contains('€') || text.Contains('£') || text.Contains('$') || text is "Euro" or "EURO" or "zł" or "RM"
        let meanings = Currencies.Read(new string([.. text.Where(c => !char.IsAsciiLetter(c))]) is { Length: > 0 } symbol ? symbol : text)
        where meanings.Count > 0
        select Choose(meanings, codes, sheet)).FirstOrDefault();
}
