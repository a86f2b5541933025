using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using DocExtract.Checks;
using DocExtract.Pages;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;

namespace DocExtract.Readers.EInvoice;

/// <summary>
/// Reads e-invoices from their XML, embedded in a PDF (Factur-X, ZUGFeRD 1 and 2) or bare (XRechnung, Peppol): CII and UBL.
/// Whatever type was asked for, an e-invoice is an invoice.
/// </summary>
public sealed class EInvoiceReader : IReader
{
    private const string DocumentType = "invoice";

    public string Name => ReaderNames.EInvoice;

    public Task<Reading?> ReadAsync(Document document, DocumentSchema schema, IModelAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(schema);
        return Task.FromResult(document.Source.Kind == SourceKind.Xml
            ? ReadBare(document.Source.Content, schema, cancellationToken)
            : ReadEmbedded(document.Attachments, schema, cancellationToken));
    }

    private static Reading ReadBare(ReadOnlyMemory<byte> content, DocumentSchema schema, CancellationToken cancellationToken)
    {
        try
        {
            var root = InvoiceXml.Parse(content, new ElementBudget());
            return XmlSyntax.Of(root) is { } syntax
                ? ToReading(root, syntax, schema, [], cancellationToken)
                : throw new DocumentRejectedException(
                    RejectionCode.Unsupported,
                    $"This XML file is no e-invoice: its root element is '{root.Name.LocalName}'. CII (CrossIndustryInvoice) and UBL 2.1 (Invoice, CreditNote) are read.");
        }
        catch (XmlException wrong) when (InvoiceXml.HasDtd(content))
        {
            throw new DocumentRejectedException(
                RejectionCode.Unsupported, "The XML file declares a document type (DTD), which no e-invoice needs and which is not opened. Send it without.", wrong);
        }
        catch (XmlException wrong)
        {
            throw new DocumentRejectedException(RejectionCode.Corrupt, $"The XML file is damaged: {wrong.Message} Ask the sender for it again.", wrong);
        }
    }

    private static Reading? ReadEmbedded(IReadOnlyList<Attachment> attachments, DocumentSchema schema, CancellationToken cancellationToken) =>
        EmbeddedInvoice.Find(attachments, cancellationToken) is { } invoice
            ? ToReading(invoice.Root, invoice.Syntax, schema, invoice.Doubts, cancellationToken)
            : null;

    private static Reading ToReading(
        XElement root, XmlSyntax syntax, DocumentSchema schema, IReadOnlyList<Finding> doubts, CancellationToken cancellationToken)
    {
        var (data, findings) = InvoiceMapper.Map(root, syntax, cancellationToken);
        return new Reading(ReaderNames.EInvoice, DocumentType, Declared(data, schema), [.. findings, .. doubts, .. TestMark(root)])
        {
            IsStructured = true,
        };
    }

    /// <summary>A type that declares fewer fields gets fewer.</summary>
    private static JsonObject Declared(JsonObject data, DocumentSchema schema)
    {
        if (schema.Name == DocumentType)
        {
            foreach (string field in data.Select(field => field.Key).Where(field => SchemaFields.Find(schema.Json, $"/{field}") is null).ToList())
            {
                data.Remove(field);
            }
        }

        return data;
    }

    private static IEnumerable<Finding> TestMark(XElement root) =>
        root.Element("ExchangedDocumentContext")?.Element("TestIndicator")?.Value.Trim() == "true"
            ? [new Finding("", "test-document", Severity.Warning, "The XML is marked as a test: it is no invoice to be paid.")]
            : [];
}
