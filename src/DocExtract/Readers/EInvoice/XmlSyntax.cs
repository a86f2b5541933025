using System.Xml.Linq;

namespace DocExtract.Readers.EInvoice;

/// <summary>A syntax of EN 16931: how to know it, and where each field stands.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Rank">Of several invoices in one file, the higher is taken.</param>
/// <param name="Header">Fields of the whole invoice.</param>
/// <param name="Tables">Fields of rows.</param>
internal sealed record XmlSyntax(string Name, int Rank, IReadOnlyList<XmlField> Header, IReadOnlyList<XmlTable> Tables)
{
    /// <summary>ZUGFeRD 1.0 wrote CII before its names were final; what changed is only the names.</summary>
    private static readonly Dictionary<string, string> ModernNames = new()
    {
        ["SpecifiedExchangedDocumentContext"] = "ExchangedDocumentContext",
        ["HeaderExchangedDocument"] = "ExchangedDocument",
        ["SpecifiedSupplyChainTradeTransaction"] = "SupplyChainTradeTransaction",
        ["ApplicableSupplyChainTradeAgreement"] = "ApplicableHeaderTradeAgreement",
        ["ApplicableSupplyChainTradeDelivery"] = "ApplicableHeaderTradeDelivery",
        ["ApplicableSupplyChainTradeSettlement"] = "ApplicableHeaderTradeSettlement",
        ["SpecifiedSupplyChainTradeAgreement"] = "SpecifiedLineTradeAgreement",
        ["SpecifiedSupplyChainTradeDelivery"] = "SpecifiedLineTradeDelivery",
        ["SpecifiedSupplyChainTradeSettlement"] = "SpecifiedLineTradeSettlement",
        ["ApplicablePercent"] = "RateApplicablePercent",
        ["SpecifiedTradeSettlementHeaderMonetarySummation"] = "SpecifiedTradeSettlementMonetarySummation",
        ["SpecifiedTradeSettlementLineMonetarySummation"] = "SpecifiedTradeSettlementMonetarySummation",
    };

    /// <summary>The name by which the tables know an element.</summary>
    public static string Modern(string name) => ModernNames.GetValueOrDefault(name, name);

    /// <summary>The syntax of a file, told from its root element; null if it is no invoice.</summary>
    public static XmlSyntax? Of(XElement root) => Of(root.Annotation<RootName>());

    /// <summary>The same by what the root element is called.</summary>
    public static XmlSyntax? Of(RootName? root) => root switch
    {
        ("CrossIndustryInvoice", var ns) when ns.StartsWith("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:", StringComparison.Ordinal) => CiiSyntax.Current,
        ("CrossIndustryDocument", var ns) when ns.StartsWith("urn:ferd:CrossIndustryDocument:", StringComparison.Ordinal) => CiiSyntax.Zugferd1,
        ("Invoice", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2") => UblSyntax.Invoice,
        ("CreditNote", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2") => UblSyntax.CreditNote,
        _ => null,
    };
}

/// <summary>How the text of an element becomes a value.</summary>
internal enum XmlKind
{
    /// <summary>Text with its white space collapsed.</summary>
    Text,

    /// <summary>Text without any white space.</summary>
    Code,

    /// <summary>A date as 20260131 or 2026-01-31, with or without a time.</summary>
    Date,

    /// <summary>A decimal.</summary>
    Amount,

    /// <summary>A decimal; zero says the same as absence.</summary>
    AmountUnlessZero,

    /// <summary>A decimal; one says the same as absence.</summary>
    AmountUnlessOne,

    /// <summary>The sum of the decimals of all elements: those of the first path less those of the second.</summary>
    Net,

    /// <summary>The parts of an address in one line: those of the first paths each, then postcode and city together.</summary>
    Address,

    /// <summary>Text that is kept only if it has the shape of an IBAN.</summary>
    Iban,
}

/// <summary>Where a field stands.</summary>
/// <param name="Pointer">The field, in a table the property of a row.</param>
/// <param name="Kind">How its text becomes a value.</param>
/// <param name="Paths">XPath expressions; the first that finds something counts, unless the kind says otherwise.</param>
internal sealed record XmlField(string Pointer, XmlKind Kind, params string[] Paths);

/// <summary>Where rows stand, and the fields of each.</summary>
internal sealed record XmlTable(string Property, string Rows, IReadOnlyList<XmlField> Fields);
