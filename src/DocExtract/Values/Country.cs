using System.Text.RegularExpressions;
using DocExtract.Pages;

namespace DocExtract.Values;

/// <summary>A country and what tells that a document is from there.</summary>
/// <param name="Currency">Its currency.</param>
/// <param name="Order">The order of its numeric dates; unknown where both are common.</param>
/// <param name="Names">Its names, folded, separated by <c>|</c>.</param>
/// <param name="PhoneCodes">Its calling codes, separated by spaces; none where several countries share one.</param>
/// <param name="Address">A pattern that only its addresses and VAT ids have, if any.</param>
internal sealed record Country(string Currency, DateOrder Order, string Names, string PhoneCodes, string Address = "")
{
    private readonly string[] _names = [.. Names.Split('|').Select(name => $" {name} ")];

    private readonly Regex? _marks = Marks(PhoneCodes, Address);

    /// <summary>The countries that a text names, by name, calling code, postcode or VAT id.</summary>
    internal static IReadOnlyList<Country> NamedIn(IEnumerable<string> words)
    {
        string printed = string.Join(' ', words);
        string plain = $" {string.Join(' ', Letters(Folding.Fold(printed)))} ".Replace(" new mexico ", " ", StringComparison.Ordinal);
        return [.. CountryTable.All.Where(country => country.IsIn(printed, plain))];
    }

    private bool IsIn(string printed, string plain) =>
        _names.Any(name => plain.Contains(name, StringComparison.Ordinal)) || _marks?.IsMatch(printed) == true;

    private static string[] Letters(string folded) =>
        string.Concat(folded.Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Regex? Marks(string phoneCodes, string address)
    {
        var patterns = phoneCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => $@"(?<![\d+])\+ ?{code}(?=[ (\d./-])").Append(address);
        string any = string.Join('|', patterns.Where(pattern => pattern.Length > 0));
        return any.Length == 0 ? null : new Regex(any, RegexOptions.CultureInvariant);
    }
}
