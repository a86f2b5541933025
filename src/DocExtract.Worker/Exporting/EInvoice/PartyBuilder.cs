using System.Text.RegularExpressions;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>Seller and buyer of what was read.</summary>
internal sealed partial class PartyBuilder(PrintedValues document, Assumptions assumed, Gaps gaps)
{
    /// <summary>Lines of a street address that EN 16931 has room for.</summary>
    private const int MostLines = 3;

    /// <summary>BG-4. Without a VAT identifier nobody knows who it is (BR-CO-26), nor may it charge VAT (BR-S-02).</summary>
    public Party? Seller()
    {
        string? name = Wanted("BT-27", document.Text("/seller/name"));
        string? vatId = Wanted("BT-31", document.Text("/seller/vat_id"));
        return Build("BT-31", "BT-40", name, vatId, document.Text("/seller/tax_number"), document.Text("/seller/address"));
    }

    /// <summary>BG-7.</summary>
    public Party? Buyer() =>
        Build("BT-48", "BT-55", Wanted("BT-44", document.Text("/buyer/name")), document.Text("/buyer/vat_id"), null, document.Text("/buyer/address"));

    private Party? Build(string vatTerm, string countryTerm, string? name, string? vatId, string? taxNumber, string? address)
    {
        vatId = vatId is null ? null : string.Concat(vatId.Where(letter => !char.IsWhiteSpace(letter)));
        string? ofVatId = vatId is null ? null : CodeLists.CountryOfVatId(vatId);
        if (vatId is not null && ofVatId is null)
        {
            gaps.Add(vatTerm, $"\"{vatId}\" does not begin with the letters of a country");
        }

        var place = AddressOf(address, ofVatId ?? assumed[countryTerm]);
        if (place is null)
        {
            gaps.Add(countryTerm, address is null ? "" : $"\"{address}\" names none");
        }

        return name is not null && place is not null ? new Party(name, vatId, taxNumber, place) : null;
    }

    /// <summary>
    /// An address in one line, taken apart: its country at the end or before the postcode, else the one that is given; postcode and city where the last part begins with digits.
    /// </summary>
    private static PostalAddress? AddressOf(string? address, string? otherwise)
    {
        List<string> parts = [.. (address ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        string? country = parts.Count > 0 ? CountryNames.Of(parts[^1]) : null;
        if (country is not null)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        country ??= parts.Select(CountryNames.OfPostcode).OfType<string>().LastOrDefault() ?? otherwise;
        if (country is null)
        {
            return null;
        }

        var town = parts.Count > 1 ? Town().Match(parts[^1]) : Match.Empty;
        List<string> lines = town.Success ? parts[..^1] : parts;
        return new PostalAddress(
            lines.Count <= MostLines ? lines : [.. lines[..(MostLines - 1)], string.Join(", ", lines[(MostLines - 1)..])],
            town.Success ? town.Groups["postcode"].Value : null, town.Success ? town.Groups["city"].Value : null, country);
    }

    private string? Wanted(string term, string? value)
    {
        if (value is null)
        {
            gaps.Add(term);
        }

        return value;
    }

    [GeneratedRegex(@"\A(?<postcode>(?:[A-Z]{1,2} ?- ?)?[0-9]{2,3}[- ]?[0-9]{2,3}(?: [A-Z]{2})?) +(?<city>\p{L}.*)\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Town();
}
