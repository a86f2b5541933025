using System.Text.Json.Nodes;
using Spectre.Console;

namespace DocExtract.Worker.Reports;

/// <summary>Everything about one document, for people.</summary>
internal static class StoryText
{
    private static readonly string[] Head = ["status", "type", "reader", "confidence", "pages", "queued_at", "finished_at", "read_ms", "model_cost", "file_id", "source_uri"];

    public static void Write(JsonObject story, TextWriter output)
    {
        var console = Tables.Console(output);
        output.WriteLine($"Document {story["id"]}: {story["file"]}");
        foreach (string name in Head.Where(name => story[name] is not null))
        {
            output.WriteLine($"  {name.Replace('_', ' '),-12}  {Text(story[name])}");
        }

        if (story["rejection"] is JsonObject rejection)
        {
            output.WriteLine($"  {"rejected",-12}  {rejection["code"]}: {rejection["message"]}");
        }

        Section(console, output, story, "parts", ["id", "file", "status", "type", "total", "currency"]);
        Section(console, output, story, "values", ["field", "value", "page", "printed", "source", "support", "confidence"]);
        Section(console, output, story, "findings", ["severity", "rule", "field", "message", "proposed"]);
        Section(console, output, story, "corrections", ["field", "was", "is", "by", "reason", "at"]);
        Section(console, output, story, "earlier", ["status", "code", "reader", "total", "schema_version", "finished_at", "replaced_at"]);
        Section(console, output, story, "reprocessings", ["fields", "taken", "kept", "was_version", "version", "note", "at"]);
        Section(console, output, story, "links", ["kind", "id", "file", "status", "note"]);
        Section(console, output, story, "attempts", ["attempt", "worker", "started_at", "finished_at", "outcome", "error"]);
        Section(console, output, story, "calls", ["called_at", "attempt", "model", "purpose", "state", "input_tokens", "output_tokens", "cost", "ms", "error"]);
    }

    private static void Section(IAnsiConsole console, TextWriter output, JsonObject story, string name, string[] columns)
    {
        if (story[name] is not JsonArray { Count: > 0 } rows)
        {
            return;
        }

        // A column that says nothing in any row only takes room.
        var told = columns.Where(column => rows.Any(row => row![column] is not null)).ToList();
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns([.. told.Select(column => new TableColumn(Markup.Escape(column.Replace('_', ' '))))]);
        foreach (var row in rows)
        {
            table.AddRow([.. told.Select(column => Markup.Escape(Text(row![column])))]);
        }

        output.WriteLine();
        output.WriteLine($"{name} ({rows.Count})");
        console.Write(table);
    }

    private static string Text(JsonNode? value) =>
        value is null ? "" : value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
