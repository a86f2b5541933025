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

    private static readonly HashSet<string> WellKnownNames =
        new(["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Identity = ["invoice_number", "invoice_date", "total"];

    public string Name => ReaderNames.EInvoice;

    public Task<Reading?> ReadAsync(Document document, DocumentSchema schema, IModelAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(schema);
        return Task.FromResult(document.Source.Kind == SourceKind.Xml
            ? ReadBare(document.Source.Content, schema)
            : ReadEmbedded(document.Attachments, schema));
    }

    private static Reading ReadBare(ReadOnlyMemory<byte> content, DocumentSchema schema)
    {
        try
        {
            var root = InvoiceXml.Parse(content);
            return XmlSyntax.Of(root) is { } syntax
                ? ToReading(root, syntax, schema, [])
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

    /// <summary>Whether one of the attachments is an e-invoice.</summary>
    internal static bool IsIn(IReadOnlyList<Attachment> attachments) => attachments.Any(attachment => TryParse(attachment) is not null);

    private static Reading? ReadEmbedded(IReadOnlyList<Attachment> attachments, DocumentSchema schema)
    {
        var invoices = attachments.Select(TryParse).OfType<Candidate>()
            .OrderByDescending(candidate => candidate.Syntax.Rank)
            .ThenByDescending(candidate => WellKnownNames.Contains(candidate.Name))
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .ToList();
        return invoices is [var best, .. var others]
            ? ToReading(best.Root, best.Syntax, schema, [.. others.SelectMany(other => Contradictions(best, other))])
            : null;
    }

    /// <summary>An attachment that is an invoice. Anything else, damaged or with a DTD, is not for this reader: the pages remain.</summary>
    private static Candidate? TryParse(Attachment attachment)
    {
        try
        {
            var root = InvoiceXml.Parse(attachment.Content);
            return XmlSyntax.Of(root) is { } syntax ? new Candidate(attachment.Name, root, syntax) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static Reading ToReading(XElement root, XmlSyntax syntax, DocumentSchema schema, IReadOnlyList<Finding> doubts)
    {
        var (data, findings) = InvoiceMapper.Map(root, syntax);
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

    /// <summary>Two invoices in one file (two versions of the same, as a rule) have to say the same.</summary>
    private static IEnumerable<Finding> Contradictions(Candidate best, Candidate other)
    {
        var first = InvoiceMapper.Map(best.Root, best.Syntax).Data;
        var second = InvoiceMapper.Map(other.Root, other.Syntax).Data;
        return from pointer in Identity
               where !JsonNode.DeepEquals(first[pointer], second[pointer])
               select new Finding(
                   $"/{pointer}", "two-invoices", Severity.Error,
                   $"The file holds two e-invoices that differ: {Terms.Name(pointer)} is {first[pointer]} in {best.Name} and {second[pointer]} in {other.Name}.");
    }

    private sealed record Candidate(string Name, XElement Root, XmlSyntax Syntax);
}
