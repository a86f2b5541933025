using DocExtract.Readers.Offline.Fields;
using DocExtract.Readers.Offline.Lines;
using DocExtract.Schemas;

namespace DocExtract.Readers.Offline;

/// <summary>
/// The fields of a type that no code knows: parties, rows, sums, currency and terms where the schema calls them as an invoice's are
/// called; every other field outside of objects and rows by its labels, as what its schema says it is.
/// </summary>
internal static class LabelledForm
{
    public static FilledForm Read(Sheet sheet, DocumentSchema schema)
    {
        var items = ItemTables.Read(sheet);
        var form = InvoiceForm.Read(sheet, items);
        foreach (var (name, field) in schema.Json["properties"]!.AsObject().Where(property => !form.Data.ContainsKey(property.Key)))
        {
            string pointer = $"/{name}";
            _ = ((string?)field!["type"], (string?)field["format"]) switch
            {
                ("string", "date") => form.Data.With(name, DateFields.Find(sheet, pointer)?.Value.Date),
                ("string", null) => form.Data.With(name, IdentifierFields.Find(sheet, pointer, items.Rows)?.Value ?? TextFields.Find(sheet, pointer)),
                ("number", _) => form.Data.With(name, AmountFields.Find(sheet, pointer, items.Rows).Best(0.5)?.Value.Value),
                _ => form.Data,
            };
        }

        return form;
    }
}
