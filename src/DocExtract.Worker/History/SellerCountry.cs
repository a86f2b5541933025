using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Worker.History;

/// <summary>Where a seller is.</summary>
/// <param name="Code">Two letters, as IBANs begin.</param>
/// <param name="Source">What tells it, for a sentence.</param>
internal sealed record SellerCountry(string Code, string Source)
{
    /// <summary>Countries whose tax ids begin with their own letters and whose accounts are IBANs.</summary>
    private static readonly HashSet<string> Countries =
    [
        "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT", "LI", "LT", "LU", "LV",
        "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "SM", "XI",
    ];

    /// <summary>Names as they end an address.</summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        ["austria"] = "AT",
        ["osterreich"] = "AT",
        ["belgium"] = "BE",
        ["belgique"] = "BE",
        ["belgie"] = "BE",
        ["switzerland"] = "CH",
        ["schweiz"] = "CH",
        ["suisse"] = "CH",
        ["germany"] = "DE",
        ["deutschland"] = "DE",
        ["denmark"] = "DK",
        ["danmark"] = "DK",
        ["spain"] = "ES",
        ["espana"] = "ES",
        ["finland"] = "FI",
        ["suomi"] = "FI",
        ["france"] = "FR",
        ["unitedkingdom"] = "GB",
        ["england"] = "GB",
        ["scotland"] = "GB",
        ["ireland"] = "IE",
        ["italy"] = "IT",
        ["italia"] = "IT",
        ["luxembourg"] = "LU",
        ["netherlands"] = "NL",
        ["nederland"] = "NL",
        ["norway"] = "NO",
        ["norge"] = "NO",
        ["poland"] = "PL",
        ["polska"] = "PL",
        ["portugal"] = "PT",
        ["sweden"] = "SE",
        ["sverige"] = "SE",
    };

    /// <summary>By the tax id, else by the country at the end of the address; null where neither tells.</summary>
    public static SellerCountry? Of(JsonObject data)
    {
        string? vatId = FieldValue.Find(data, "/seller/vat_id")?.AsText();
        string? address = FieldValue.Find(data, "/seller/address")?.AsText();
        return vatId is { Length: > 4 } && vatId[..2].ToUpperInvariant() is var letters && Countries.Contains(letters)
                ? new SellerCountry(Normal(letters), $"the tax identifier {vatId}")
            : address is not null && Names.GetValueOrDefault(Pages.Folding.Squeeze(address[(address.LastIndexOf(',') + 1)..])) is { } code
                ? new SellerCountry(code, $"the address {address}")
            : null;
    }

    /// <summary>Letters of tax ids and accounts that mean the same country.</summary>
    public static string Normal(string letters) => letters switch
    {
        "EL" => "GR",
        "XI" => "GB",
        _ => letters,
    };
}
