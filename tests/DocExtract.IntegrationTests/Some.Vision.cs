using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Readers.Vision;
using DocExtract.Schemas;
using DocExtract.Sources;

namespace DocExtract.IntegrationTests;

internal static partial class Some
{
    /// <summary>A small document type, so that a whole request fits on a screen.</summary>
    public static DocumentSchema DeliveryNote() => new()
    {
        Name = "delivery note",
        Version = "0123456789ab",
        Json = JsonNode.Parse(
            """
            {
              "type": "object",
              "required": ["number"],
              "properties": {
                "number": { "type": "string", "description": "The note's number." },
                "date": { "type": "string", "format": "date" },
                "total": { "type": "number", "minimum": 0 },
                "lines": { "type": "array", "items": { "type": "object", "properties": { "text": { "type": "string" }, "amount": { "type": "number" } } } }
              }
            }
            """)!.AsObject(),
        Prompt = "Delivery notes: the number stands at the top right.\n",
        Essential = ["/number"],
        Checks = [],
        Labels = new LabelVocabulary
        {
            Type = new Dictionary<string, double>(),
            Fields = new Dictionary<string, IReadOnlyList<string>>(),
            NotFields = new Dictionary<string, IReadOnlyList<string>>(),
        },
    };

    /// <summary>A document of white pages, small unless said otherwise, whose text layer says <paramref name="text"/>.</summary>
    public static Document WhitePages(int count, string name = "note.png", string text = "", int width = 32, int height = 48)
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];
        return new Document(
            SourceFile.Open(name, png, new SourceLimits()), [.. Enumerable.Range(1, count).Select(number => new Page(number, new WhitePage(text, width, height)))], []);
    }

    /// <summary>Options for a server on loopback, with waits too short to notice.</summary>
    public static VisionOptions Vision(Uri endpoint) => new()
    {
        Endpoint = endpoint,
        Model = "some-model",
        RetryDelay = TimeSpan.FromMilliseconds(5),
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>The truth of a sample as a model says it: numbers as text.</summary>
    public static JsonObject AnswerOf(string sample)
    {
        var truth = JsonNode.Parse(File.ReadAllText(RepositoryPath("samples", "expected", $"{sample}.json")))!.AsObject();
        truth.Remove("document_type");
        foreach (var number in Numbers(truth).ToList())
        {
            number.ReplaceWith(number.ToJsonString());
        }

        return truth;
    }

    private static IEnumerable<JsonNode> Numbers(JsonNode? node) => node switch
    {
        JsonObject parent => parent.SelectMany(child => Numbers(child.Value)),
        JsonArray rows => rows.SelectMany(Numbers),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => [value],
        _ => [],
    };

    private sealed class WhitePage(string text, int width, int height) : IPageContent
    {
        public IReadOnlyList<Word> TextLayer { get; } =
            [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, i) => new Word(word, new Box(i / 100.0, 0, (i + 0.9) / 100, 0.01), WordSource.TextLayer, 1))];

        public IReadOnlyList<HiddenWord> HiddenWords => [];

        public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken) => TextLayer;

        public PixelImage Render(double dpi, CancellationToken cancellationToken)
        {
            byte[] rgb = new byte[width * height * 3];
            Array.Fill(rgb, byte.MaxValue);
            return new PixelImage(width, height, rgb, dpi);
        }
    }
}
