using System.Xml;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>A syntax that EN 16931 is bound to.</summary>
/// <param name="Write">Writes an invoice in it.</param>
/// <param name="CreditNotesNeedTerms">It has no place for the due date of a credit note that the official validation looks at (BR-CO-25).</param>
internal sealed record EInvoiceSyntax(Action<SemanticInvoice, XmlWriter> Write, bool CreditNotesNeedTerms)
{
    /// <summary>BT-24: the standard itself, without the rules of a country or network.</summary>
    public const string Specification = "urn:cen.eu:en16931:2017";

    public static readonly EInvoiceSyntax Ubl = new(UblWriter.Write, CreditNotesNeedTerms: true);

    public static readonly EInvoiceSyntax Cii = new(CiiWriter.Write, CreditNotesNeedTerms: false);

    /// <summary>BT-97, BT-104, BT-139 and BT-144, which say at least what it is.</summary>
    public static string ReasonOf(bool isCharge) => isCharge ? "Charge" : "Discount";
}
