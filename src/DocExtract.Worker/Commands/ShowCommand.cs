using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Worker.Reports;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Commands;

/// <summary><c>show ID</c>: all that is stored about one document.</summary>
internal static class ShowCommand
{
    private static readonly Argument<long> Id = new("ID") { Description = "The document, as reports name it." };
    private static readonly Option<string> Format = new("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("show", "Show one document: values and where they stand, findings, corrections, earlier results, relatives, attempts, calls to models.") { Id, Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await Database.WithAsync(
            command,
            async database =>
            {
                long id = command.GetRequiredValue(Id);
                string told = await DocumentStory.TellAsync(database, id, cancellationToken)
                    ?? throw new ArgumentException($"There is no document {id}. Reports name the documents there are: docextract report review_queue");
                var story = JsonNode.Parse(told)!.AsObject();
                if (command.GetRequiredValue(Format) == "json")
                {
                    await Console.Out.WriteLineAsync(story.ToJsonString(Json));
                }
                else
                {
                    StoryText.Write(story, Console.Out);
                }
            },
            cancellationToken);
        return ExitCode.Done;
    }
}
