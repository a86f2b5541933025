using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace DocExtract.Readers.EInvoice;

/// <summary>
/// An XML file as the mapping tables see it: elements without namespaces, so that one path serves every version. Never
/// resolves or expands anything from outside; a file with a DTD is refused.
/// </summary>
internal static class InvoiceXml
{
    private const int MaxDepth = 64;
    private const int MaxAttributes = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 64 << 20,
        MaxCharactersFromEntities = 1 << 10,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    // Invoices in windows-1252 or ISO 8859-15 exist; the runtime knows these only once asked to.
    static InvoiceXml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>What the root element is called; nothing after its beginning is looked at. Null where there is none.</summary>
    /// <exception cref="XmlException">Not well-formed up to there, or with a DTD.</exception>
    public static RootName? RootOf(ReadOnlyMemory<byte> content)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        using var reader = XmlReader.Create(stream, Settings);
        return reader.MoveToContent() == XmlNodeType.Element ? new RootName(reader.LocalName, reader.NamespaceURI) : null;
    }

    /// <summary>Reads a file. What the root was called is its annotation <see cref="RootName"/>.</summary>
    /// <exception cref="XmlException">Not well-formed, too deep, too large, or with a DTD.</exception>
    public static XElement Parse(ReadOnlyMemory<byte> content, ElementBudget budget)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        using var reader = XmlReader.Create(stream, Settings);
        var open = new Stack<(XElement Element, StringBuilder Text)>();
        var document = new XDocument();
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    budget.Take();
                    bool isEmpty = reader.IsEmptyElement;
                    var element = Element(reader, open.Count);
                    (open.TryPeek(out var parent) ? (XContainer)parent.Element : document).Add(element);
                    if (!isEmpty)
                    {
                        open.Push((element, new StringBuilder()));
                    }

                    break;
                case XmlNodeType.EndElement:
                    var (closed, text) = open.Pop();
                    closed.Add(text.ToString());
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    open.Peek().Text.Append(reader.Value);
                    break;
            }
        }

        return document.Root!;
    }

    /// <summary>Whether the file declares a document type, in whatever encoding.</summary>
    public static bool HasDtd(ReadOnlyMemory<byte> content)
    {
        byte[] plain = [.. content[..Math.Min(content.Length, 1 << 16)].ToArray().Where(b => b != 0)];
        return plain.AsSpan().IndexOf("<!DOCTYPE"u8) >= 0;
    }

    private static XElement Element(XmlReader reader, int depth)
    {
        Refuse(depth >= MaxDepth, $"Elements are nested more than {MaxDepth} deep.");
        var element = new XElement(XmlSyntax.Modern(reader.LocalName));
        if (depth == 0)
        {
            element.AddAnnotation(new RootName(reader.LocalName, reader.NamespaceURI));
        }

        // Setting them one by one takes time by the square of their number.
        Refuse(reader.AttributeCount > MaxAttributes, $"An element has more than {MaxAttributes} attributes.");
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix.Length == 0 && reader.Name != "xmlns")
            {
                element.SetAttributeValue(reader.LocalName, reader.Value);
            }
        }

        return element;
    }

    private static void Refuse(bool condition, string reason)
    {
        if (condition)
        {
            throw new XmlException(reason);
        }
    }
}

/// <summary>What the root element was called.</summary>
internal sealed record RootName(string Name, string Namespace);
