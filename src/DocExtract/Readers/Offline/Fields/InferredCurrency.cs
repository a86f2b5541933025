using DocExtract.Checks;
using DocExtract.Values;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>
/// The currency where none is printed legibly: by the country of the seller's VAT id, of the IBAN, by the words that only one
/// currency's invoices use ("TVA", "USt"), by the countries that are named. Never more than a proposal: it comes with a finding.
/// </summary>
/// <param name="Code">ISO 4217.</param>
/// <param name="Reason">What told it, for people.</param>
internal sealed record InferredCurrency(string Code, string Reason)
{
    private const string WordList = "currency_";

    /// <summary>An error where the currency decides what is paid: nobody pays by a guess.</summary>
    public Finding Doubt(Severity severity) => new("/currency", "inferred", severity, $"No currency is printed legibly; {Code} was inferred from {Reason}.");

    public static InferredCurrency? Find(Sheet sheet, string? vatId, string? iban, string? sellerAddress) =>
        OfCountry(vatId, "the VAT id") ?? OfCountry(iban, "the IBAN") ?? ByWords(sheet)
        ?? ByCountry((sellerAddress ?? "").Split(' '), "the seller's country")
        ?? ByCountry(sheet.Rows.SelectMany(row => row.Tokens).Select(token => token.Text), "the only country that is named");

    private static InferredCurrency? OfCountry(string? id, string what) =>
        id is [var first, var second, ..] && CountryTable.CurrencyOf($"{first}{second}") is { } code ? new(code, $"{what} {id}") : null;

    /// <summary>Words of two currencies contradict each other.</summary>
    private static InferredCurrency? ByWords(Sheet sheet)
    {
        var keys = sheet.Rows.SelectMany(row => row.Tokens).Where(token => !token.HasDigit).Select(token => token.Key)
            .Concat(sheet.Labels.Select(hit => hit.Key)).ToHashSet();
        var told = sheet.WordLists(WordList)
            .Select(list => (Code: list[WordList.Length..].ToUpperInvariant(), Word: sheet.Words(list).FirstOrDefault(keys.Contains)))
            .Where(list => list.Word is not null).ToList();
        return told is [var only] ? new(only.Code, $"the word '{only.Word}'") : null;
    }

    private static InferredCurrency? ByCountry(IEnumerable<string> words, string reason) =>
        Country.NamedIn(words).Select(country => country.Currency).Distinct().ToList() is [var only] ? new(only, reason) : null;
}
