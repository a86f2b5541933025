using System.Collections.Frozen;
using DocExtract.Checks.Identifiers;
using DocExtract.Values;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>The code lists that EN 16931 restricts its codes to.</summary>
internal static class CodeLists
{
    /// <summary>VAT categories of the rate 0 whose meaning a document alone can tell (UNTDID 5305): zero rated, exempt, reverse charge, within the EU, export.</summary>
    public static readonly IReadOnlyList<string> ZeroRates = ["Z", "E", "AE", "K", "G"];

    private static readonly FrozenSet<string> Invoices =
        ("80 82 84 130 202 203 204 211 295 325 326 380 383 384 385 386 387 388 389 390 393 394 395 456 457 527 575 623 633 751 780 935").Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string> CreditNotes = "81 83 261 262 296 308 381 396 420 458 532".Split(' ').ToFrozenSet();

    /// <summary>UNTDID 1001, of invoices and credit notes.</summary>
    public static bool IsType(string code) => Invoices.Contains(code) || IsCreditNote(code);

    /// <summary>UNTDID 1001: what states amounts that are credited as positive ones.</summary>
    public static bool IsCreditNote(string code) => CreditNotes.Contains(code);

    /// <summary>ISO 3166-1, two letters; what banks use for Kosovo is none.</summary>
    public static bool IsCountry(string code) => code != "XK" && Countries.IsCode(code);

    /// <summary>ISO 4217, as it is in force.</summary>
    public static bool IsCurrency(string code) => Currencies.IsCode(code) && !Currencies.IsWithdrawn(code);

    /// <summary>What the identifiers of a country's tax office begin with: its code, and EL for Greece, XI for Northern Ireland.</summary>
    public static string? CountryOfVatId(string id) => id.Length < 4 ? null : id[..2] switch
    {
        "EL" => "GR",
        "XI" => "GB",
        var letters => IsCountry(letters) ? letters : null,
    };
}
