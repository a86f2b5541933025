using System.Text.Json.Nodes;
using System.Xml.Linq;
using System.Xml.XPath;
using DocExtract.Checks;

namespace DocExtract.Readers.EInvoice;

/// <summary>
/// Makes a reading's data of an invoice's XML by the table of its syntax. Signs stay as the XML has them: a credit note
/// (type code 381) states what is credited as positive amounts, a corrected invoice may state negative ones.
/// </summary>
internal sealed class InvoiceMapper
{
    private readonly List<Finding> _findings = [];
    private readonly CancellationToken _cancellation;

    private InvoiceMapper(CancellationToken cancellationToken) => _cancellation = cancellationToken;

    /// <summary>The data, and a finding for each value that could not be understood and was left out.</summary>
    public static (JsonObject Data, IReadOnlyList<Finding> Findings) Map(XElement root, XmlSyntax syntax, CancellationToken cancellationToken)
    {
        var mapper = new InvoiceMapper(cancellationToken);
        JsonObject data = [];
        foreach (var field in syntax.Header)
        {
            mapper.Put(data, field.Pointer, field, root.CreateNavigator());
        }

        foreach (var table in syntax.Tables)
        {
            var rows = new JsonArray([.. mapper.Rows(table, root)]);
            if (rows.Count > 0)
            {
                data[table.Property] = rows;
            }
        }

        return (data, mapper._findings);
    }

    /// <summary>Only these properties of the invoice itself, and nothing of its rows.</summary>
    public static JsonObject MapHeader(XElement root, XmlSyntax syntax, string[] properties, CancellationToken cancellationToken)
    {
        var mapper = new InvoiceMapper(cancellationToken);
        JsonObject data = [];
        foreach (var field in syntax.Header.Where(field => properties.Contains(field.Pointer[1..])))
        {
            mapper.Put(data, field.Pointer, field, root.CreateNavigator());
        }

        return data;
    }

    private IEnumerable<JsonObject> Rows(XmlTable table, XElement root)
    {
        int index = 0;
        foreach (XPathNavigator element in root.CreateNavigator().Select(table.Rows))
        {
            JsonObject row = [];
            foreach (var field in table.Fields)
            {
                Put(row, $"/{table.Property}/{index}/{field.Pointer}", field, element);
            }

            index++;
            yield return row;
        }
    }

    /// <summary>Sets the last step of the pointer; its parents are made where a value is there to be set.</summary>
    private void Put(JsonObject target, string pointer, XmlField field, XPathNavigator from)
    {
        _cancellation.ThrowIfCancellationRequested();
        var texts = field.Paths.Select(path => XmlValues.Texts(from, path)).ToList();
        if (texts.All(found => found.Count == 0))
        {
            return;
        }

        switch (XmlValues.Read(field.Kind, texts))
        {
            case { Fault: { } fault }:
                _findings.Add(new Finding(pointer, "xml-value", Severity.Warning, $"The XML's {Terms.Name(pointer)} {fault}; it was left out."));
                break;
            case { Value: { } value }:
                Parent(target, field.Pointer)[field.Pointer[(field.Pointer.LastIndexOf('/') + 1)..]] = value;
                break;
        }
    }

    private static JsonObject Parent(JsonObject target, string pointer)
    {
        foreach (string step in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipLast(1))
        {
            target = (JsonObject)(target[step] ??= new JsonObject());
        }

        return target;
    }
}
