namespace DocExtract.Samples.Model;

/// <summary>A fictional company or person, with what its invoices print about it.</summary>
internal sealed record Party(string Name, params string[] Address)
{
    public string? VatId { get; init; }

    /// <summary>Local tax number where it is not the VAT number.</summary>
    public string? TaxNumber { get; init; }

    /// <summary>Number in the register of companies.</summary>
    public string? Registration { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Bank { get; init; }

    /// <summary>Without spaces; printed in groups of four.</summary>
    public string? Iban { get; init; }

    public string? Bic { get; init; }

    /// <summary>ISO 3166-1 code; needed for e-invoices.</summary>
    public string Country { get; init; } = "";

    /// <summary>The parts of an address of two lines, the second being "postcode city".</summary>
    public (string Street, string Postcode, string City) Postal =>
        (Address[0], Address[1][..Address[1].IndexOf(' ', StringComparison.Ordinal)], Address[1][(Address[1].IndexOf(' ', StringComparison.Ordinal) + 1)..]);

    public string? IbanGrouped => Iban is null ? null : string.Join(' ', Iban.Chunk(4).Select(four => new string(four)));
}
