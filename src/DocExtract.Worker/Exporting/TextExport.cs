using DocExtract.Worker.Reports;

namespace DocExtract.Worker.Exporting;

/// <summary>Writes documents into one file, or as text to whoever reads this program's output.</summary>
internal static class TextExport
{
    /// <summary>One object a line; how many there were.</summary>
    public static Task<long> JsonLinesAsync(IAsyncEnumerable<ExportedDocument> documents, FileInfo? file) => IntoAsync(file, async output =>
    {
        long written = 0;
        await foreach (var document in documents)
        {
            await output.WriteAsync(ExportJson.Line(document) + "\n");
            written++;
        }

        return written;
    });

    /// <summary>One row a document, and into another file one row a line; how many documents there were.</summary>
    public static Task<long> CsvAsync(IAsyncEnumerable<ExportedDocument> documents, ExportTable table, CsvForm form, FileInfo? file, FileInfo? linesFile) =>
        linesFile is null
            ? IntoAsync(file, output => CsvAsync(documents, table, form, output, null))
            : IntoAsync(linesFile, lines => IntoAsync(file, output => CsvAsync(documents, table, form, output, lines)));

    private static async Task<long> CsvAsync(IAsyncEnumerable<ExportedDocument> documents, ExportTable table, CsvForm form, TextWriter output, TextWriter? lines)
    {
        await form.WriteNamesAsync(table.Documents, output);
        await (lines is null ? Task.CompletedTask : form.WriteNamesAsync(table.Lines, lines));
        long written = 0;
        await foreach (var document in documents)
        {
            await form.WriteRowAsync(table.Row(document), output);
            foreach (var line in lines is null ? [] : table.LineRows(document))
            {
                await form.WriteRowAsync(line, lines!);
            }

            written++;
        }

        return written;
    }

    private static async Task<long> IntoAsync(FileInfo? file, Func<TextWriter, Task<long>> write)
    {
        if (file is null)
        {
            // Console.Out sends every line on its own; a million of them take their time.
            await using var output = new StreamWriter(Console.OpenStandardOutput());
            return await write(output);
        }

        await using var whole = new WholeFile(file.FullName);
        long written = await write(whole.Text);
        await whole.FinishAsync();
        return written;
    }
}
