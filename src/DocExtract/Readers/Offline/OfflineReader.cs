using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;

namespace DocExtract.Readers.Offline;

/// <summary>
/// Reads a document from its words and where they stand: no network, no cost, no template per vendor. Words become rows, labels
/// from the type's vocabulary announce candidates, candidates are scored, and the amounts are chosen jointly so that they add up.
/// Reads types that have an invoice's or a receipt's fields; for others there is nothing here.
/// </summary>
public sealed class OfflineReader : IReader
{
    public string Name => ReaderNames.Offline;

    public bool ReadsWords => true;

    public Task<Reading?> ReadAsync(Document document, DocumentSchema schema, IModelAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(schema);
        return Task.FromResult(Read(document, schema, cancellationToken));
    }

    /// <summary>What the words say; null for types it does not know and pages without words.</summary>
    internal static Reading? Read(Document document, DocumentSchema schema, CancellationToken cancellationToken)
    {
        var sheet = Sheet.Of(document, schema.Labels, cancellationToken);
        var form = sheet.Rows.Count == 0 ? null
            : schema.Labels.Fields.ContainsKey("/invoice_number") ? InvoiceForm.Read(sheet)
            : schema.Labels.Fields.ContainsKey("/date") ? ReceiptForm.Read(sheet)
            : null;
        return form is null ? null : new Reading(ReaderNames.Offline, schema.Name, Known(form.Data, schema), form.Doubts);
    }

    /// <summary>Only what the schema has: a user may have taken fields out of it.</summary>
    private static JsonObject Known(JsonObject data, DocumentSchema schema)
    {
        if (schema.Json["properties"] is JsonObject properties)
        {
            foreach (string field in data.Select(field => field.Key).Where(field => !properties.ContainsKey(field)).ToList())
            {
                data.Remove(field);
            }
        }

        return data;
    }
}
