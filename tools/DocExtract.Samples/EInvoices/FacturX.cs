using DocExtract.Samples.Drawing;
using DocExtract.Samples.Layouts;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.EInvoices;

/// <summary>
/// A Factur-X 1.0 file: the drawn invoice with <c>factur-x.xml</c> embedded and announced in the metadata. It does not claim to be PDF/A-3,
/// since the standard fonts are not embedded.
/// </summary>
internal static class FacturX
{
    private const string Metadata = """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
            <fx:DocumentType>INVOICE</fx:DocumentType>
            <fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
            <fx:Version>1.0</fx:Version>
            <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
          </rdf:Description>
        </rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """;

    public static byte[] Write(Invoice invoice) => new PdfFile("Factur-X", InvoiceLayout.Of(invoice).Draw())
    {
        Metadata = Metadata,
        Embedded = new EmbeddedFile("factur-x.xml", "text/xml", "Alternative", "Factur-X invoice", CiiWriter.Write(invoice)),
    }.ToBytes();
}
