using System.Xml;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>Writes elements of known namespaces by their prefixes, such as <c>cbc:ID</c>.</summary>
internal sealed class ElementWriter(XmlWriter xml, IReadOnlyDictionary<string, string> namespaces)
{
    /// <summary>The document, with all namespaces declared at its root.</summary>
    /// <param name="name">Its root.</param>
    /// <param name="content">Writes what is in it.</param>
    public void Document(string name, Action content)
    {
        xml.WriteStartDocument();
        Group(name, () =>
        {
            foreach (var (prefix, uri) in namespaces.Where(declared => declared.Key.Length > 0))
            {
                xml.WriteAttributeString("xmlns", prefix, null, uri);
            }

            content();
        });
        xml.WriteEndDocument();
    }

    /// <summary>An element with elements in it.</summary>
    public void Group(string name, Action content)
    {
        Start(name);
        content();
        xml.WriteEndElement();
    }

    /// <summary>An element with a text; nothing where there is no text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="attribute">Name of an attribute.</param>
    /// <param name="value">Value of the attribute.</param>
    public void Text(string name, string? text, string? attribute = null, string? value = null)
    {
        if (text is null)
        {
            return;
        }

        Start(name);
        if (attribute is not null)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private void Start(string name)
    {
        string[] parts = name.Split(':');
        var (prefix, local) = parts.Length == 2 ? (parts[0], parts[1]) : ("", name);
        xml.WriteStartElement(prefix, local, namespaces[prefix]);
    }
}
