using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract;

/// <summary>A company of the user's own: it is invoiced, and never invoices itself.</summary>
public sealed record OwnCompany
{
    /// <summary>Its name as invoices address it, with its legal form.</summary>
    public required string Name { get; init; }

    /// <summary>Its tax identifier with the country's letters; null when it has none.</summary>
    public string? VatId { get; init; }
}

/// <summary>Who sells and who buys: a reading that takes a company of one's own for the supplier has the two swapped.</summary>
internal sealed class Roles(IReadOnlyList<OwnCompany> own)
{
    private const string Rule = "own-seller";

    /// <summary>
    /// The reading with the parties where they belong. A person is asked in any case: where the document really is an invoice of
    /// one's own, its buyer is a customer, and nobody to be paid.
    /// </summary>
    public Reading Settle(Reading reading)
    {
        var (seller, buyer) = (reading.Data["seller"], reading.Data["buyer"]);
        if (!IsOwn(seller))
        {
            return reading;
        }

        bool areSwapped = buyer is JsonObject && !IsOwn(buyer) && !reading.IsStructured;
        var data = areSwapped ? Swapped(reading.Data) : reading.Data;
        string name = FieldValue.Find(seller, "/name")?.AsText() ?? FieldValue.Find(seller, "/vat_id")!.Value.AsText();
        string message = areSwapped
            ? $"{name} was read as the seller, but is a company of our own: seller and buyer were swapped. Look whether this is an invoice to us, or one of ours."
            : $"{name} is the seller, but is a company of our own. Nothing is to be paid for an invoice of ours.";
        return reading with { Data = data, Findings = [.. reading.Findings, new Finding("/seller", Rule, Severity.Error, message)] };
    }

    private static JsonObject Swapped(JsonObject data)
    {
        var swapped = data.DeepClone().AsObject();
        var (seller, buyer) = (swapped["seller"], swapped["buyer"]);
        swapped["seller"] = null;
        swapped["buyer"] = null;
        (swapped["seller"], swapped["buyer"]) = (buyer, seller);
        return swapped;
    }

    private bool IsOwn(JsonNode? party) => party is JsonObject && own.Any(company =>
        IsSame(company.VatId, FieldValue.Find(party, "/vat_id")) || IsSame(company.Name, FieldValue.Find(party, "/name")));

    private static bool IsSame(string? known, FieldValue? read) =>
        known is { Length: > 0 } && read is { } value && Folding.Squeeze(known) == Folding.Squeeze(value.AsText());
}
