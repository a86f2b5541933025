using System.Text;
using System.Text.Json.Nodes;
using DocExtract.Fuzz.Inputs;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Splitting;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Telemetry;

namespace DocExtract.Fuzz.Targets;

/// <summary>Every door, with what is pushed through it.</summary>
/// <param name="engine">The engine, as the worker sets it up.</param>
/// <param name="schemas">The document types.</param>
/// <param name="seeds">Whole inputs.</param>
internal sealed class Doors(Extractor engine, SchemaCatalog schemas, Seeds seeds)
{
    private const string Type = "invoice";

    private readonly Lazy<DocumentPart> _asked = new(() => engine.Open("asked.pdf", seeds.Document($"{Seeds.Invoice}.pdf"), CancellationToken.None)[0]);

    /// <summary>Cheap ones many, those that draw pages fewer.</summary>
    public IReadOnlyList<Target> All() =>
    [
        new("e-invoice XMLs", 28, IsText: true, seeds.Xmls(engine), Tokens.Xml, ReadAsync),
        new("queue messages", 28, IsText: true, Seeds.Messages(), Tokens.Json, (body, _) => Task.FromResult(Understand(body))),
        new("model answers", 28, IsText: true, seeds.Answers(), Tokens.Json, AnswerAsync),
        new("PDFs", 8, IsText: false, seeds.Pdfs(), Tokens.Pdf, ReadAsync),
        new("pictures", 8, IsText: false, seeds.Pictures(), Tokens.Picture, ReadAsync),
    ];

    private async Task<string> ReadAsync(byte[] content, CancellationToken cancellationToken) =>
        Outcomes.Of(await engine.ExtractAsync("fuzzed", content, null, new MemoryAccount(), cancellationToken));

    private static string Understand(byte[] body)
    {
        try
        {
            var message = BinaryData.FromBytes(body);
            _ = TraceParent.Of(message);
            return Notice.Parse(message) switch
            {
                Notice.Created created => Outcomes.Understood(created.Announcement),
                Notice.Deleted => "deleted",
                _ => "ignored",
            };
        }
        catch (FormatException)
        {
            return "refused";
        }
    }

    /// <summary>The damage is done to what the model says, and to every other one as it comes over the wire.</summary>
    private async Task<string> AnswerAsync(byte[] said, CancellationToken cancellationToken)
    {
        string text = Encoding.UTF8.GetString(said);
        string wire = said.Length % 2 == 0 ? Completion(text) : text;
        if (ChatAnswer.Parse(JsonText.WithoutUnstorable(wire)) is not { } answer)
        {
            return "no completion";
        }

        var values = AnswerReader.Read(answer, schemas.Get(Type).Json);
        var reader = new SayingReader(new Reading("vision", Type, values.Data, values.Findings));
        return Outcomes.Of(await engine.With([reader]).ReadAsync(_asked.Value, Type, new MemoryAccount(), cancellationToken));
    }

    private static string Completion(string content) => new JsonObject
    {
        ["choices"] = new JsonArray(new JsonObject { ["message"] = new JsonObject { ["content"] = content }, ["finish_reason"] = "stop" }),
    }.ToJsonString();

    private sealed class SayingReader(Reading reading) : IReader
    {
        public string Name => reading.Reader;

        public Task<Reading?> ReadAsync(Document document, DocumentSchema schema, IModelAccount account, CancellationToken cancellationToken) =>
            Task.FromResult<Reading?>(reading);
    }
}
