using System.Text.RegularExpressions;
using DocExtract.Pages;

namespace DocExtract.Checks.Identifiers;

/// <summary>Whether a tax identifier can be one: it has the form of its country and its check digits hold.</summary>
internal static partial class TaxId
{
    /// <summary>By the letters in front: the form of what follows, and how it proves itself.</summary>
    private static readonly Dictionary<string, (Regex Form, Func<string, bool> Holds)> Countries = new()
    {
        ["ABN"] = (Form("[0-9]{11}"), TaxIdRules.Australia),
        ["AT"] = (Form("U[0-9]{8}"), TaxIdRules.Austria),
        ["BE"] = (Form("[01][0-9]{9}"), TaxIdRules.Belgium),
        ["BG"] = (Form("[0-9]{9,10}"), TaxIdRules.Bulgaria),
        ["CHE"] = (Form("[0-9]{9}(MWST|TVA|IVA|VAT)?"), TaxIdRules.Switzerland),
        ["CY"] = (Form("[0-9]{8}[A-Z]"), TaxIdRules.Cyprus),
        ["CZ"] = (Form("[0-9]{8,10}"), TaxIdRules.Czechia),
        ["DE"] = (Form("[1-9][0-9]{8}"), CheckDigits.Mod11And10),
        ["DK"] = (Form("[0-9]{8}"), TaxIdRules.Denmark),
        ["EE"] = (Form("[0-9]{9}"), TaxIdRules.Estonia),
        ["EL"] = (Form("[0-9]{9}"), TaxIdRules.Greece),
        ["ES"] = (Form("[0-9A-Z][0-9]{7}[0-9A-Z]"), TaxIdRules.Spain),
        ["FI"] = (Form("[0-9]{8}"), TaxIdRules.Finland),
        ["FR"] = (Form("[0-9A-Z]{2}[0-9]{9}"), TaxIdRules.France),
        ["GB"] = (Form("[0-9]{9}([0-9]{3})?"), TaxIdRules.UnitedKingdom),
        ["GR"] = (Form("[0-9]{9}"), TaxIdRules.Greece),
        ["HR"] = (Form("[0-9]{11}"), CheckDigits.Mod11And10),
        ["HU"] = (Form("[0-9]{8}"), TaxIdRules.Hungary),
        ["IE"] = (Form("[0-9][0-9A-Z+*][0-9]{5}[A-W][A-IW]?"), TaxIdRules.Ireland),
        ["IT"] = (Form("[0-9]{11}"), CheckDigits.Luhn),
        ["LT"] = (Form("[0-9]{9}([0-9]{3})?"), TaxIdRules.Lithuania),
        ["LU"] = (Form("[0-9]{8}"), TaxIdRules.Luxembourg),
        ["LV"] = (Form("[0-9]{11}"), TaxIdRules.Latvia),
        ["MT"] = (Form("[0-9]{8}"), TaxIdRules.Malta),
        ["NL"] = (Form("[0-9]{9}B[0-9]{2}"), TaxIdRules.Netherlands),
        ["NO"] = (Form("[0-9]{9}(MVA)?"), TaxIdRules.Norway),
        ["PL"] = (Form("[0-9]{10}"), TaxIdRules.Poland),
        ["PT"] = (Form("[0-9]{9}"), TaxIdRules.Portugal),
        ["RO"] = (Form("[0-9]{2,10}"), TaxIdRules.Romania),
        ["SE"] = (Form("[0-9]{10}[0-9]{2}"), TaxIdRules.Sweden),
        ["SI"] = (Form("[1-9][0-9]{7}"), TaxIdRules.Slovenia),
        ["SK"] = (Form("[1-9][0-9]{9}"), TaxIdRules.Slovakia),
        ["XI"] = (Form("[0-9]{9}([0-9]{3})?"), TaxIdRules.UnitedKingdom),
    };

    /// <summary>
    /// What is wrong with an identifier, to end a sentence that begins with it; null when nothing is, and where nothing is known
    /// about its kind: numbers without a country's letters are of many kinds.
    /// </summary>
    /// <param name="text">As it is printed; spaces, dots and dashes do not count.</param>
    public static string? Fault(string text)
    {
        string id = Folding.Squeeze(text).ToUpperInvariant();
        if (Gstin().IsMatch(id))
        {
            return TaxIdRules.India(id) ? null : "its check character does not hold (GSTIN)";
        }

        string prefix = Countries.Keys.FirstOrDefault(letters => id.StartsWith(letters, StringComparison.Ordinal)) ?? "";
        return !Countries.TryGetValue(prefix, out var rule) ? null
            : id[prefix.Length..] is var rest && !rule.Form.IsMatch(rest) ? $"it has not the form of a tax identifier that begins with {prefix}"
            : !rule.Holds(rest) ? $"its check digits do not hold, as a tax identifier that begins with {prefix}"
            : null;
    }

    private static Regex Form(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"\A[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]Z[0-9A-Z]\z")]
    private static partial Regex Gstin();
}
