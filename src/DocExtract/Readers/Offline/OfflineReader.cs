using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;

namespace DocExtract.Readers.Offline;

/// <summary>
/// Reads a document from its words and where they stand: no network, no cost, no template per vendor. Words become rows, labels
/// from the type's vocabulary announce candidates, candidates are scored, and the amounts are chosen jointly so that they add up.
/// Invoices and receipts have a form of their own; another type is read by its labels (<see cref="LabelledForm"/>), one without any not at all.
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
        if (sheet.Rows.Count == 0 || schema.Labels.Fields.Count == 0)
        {
            return null;
        }

        var form = schema.Labels.Fields.ContainsKey("/invoice_number") ? InvoiceForm.Read(sheet)
            : schema.Labels.Fields.ContainsKey("/date") ? ReceiptForm.Read(sheet)
            : LabelledForm.Read(sheet, schema);
        Prune(form.Data, schema.Json);
        return new Reading(
            ReaderNames.Offline, schema.Name, form.Data, [.. form.Doubts.Where(doubt => SchemaFields.Find(schema.Json, doubt.Field) is not null)]);
    }

    /// <summary>Only what the schema has is kept: a user may have taken fields out of it, or have a type of fewer.</summary>
    private static void Prune(JsonNode? value, JsonObject schema)
    {
        if (value is JsonArray rows && schema["items"] is JsonObject row)
        {
            rows.ToList().ForEach(item => Prune(item, row));
        }
        else if (value is JsonObject data && schema["properties"] is JsonObject properties)
        {
            foreach (var (name, field) in data.ToList())
            {
                if (properties[name] is JsonObject known)
                {
                    Prune(field, known);
                }
                else
                {
                    data.Remove(name);
                }
            }
        }
    }
}
