using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.Offline;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.Tests;

internal static partial class Some
{
    /// <summary>What the offline reader says of pages drawn as text.</summary>
    public static async Task<JsonObject> OfflineData(string type, params string[] layouts)
    {
        var document = Document([.. layouts.Select((layout, i) => Page(layout, i + 1))]);
        var reading = await new OfflineReader().ReadAsync(document, InstalledTypes.Get(type), new MemoryAccount(), CancellationToken.None);
        return reading!.Data;
    }

    /// <summary>What the offline reader says of a page of words with boxes.</summary>
    public static async Task<JsonObject> OfflineWords(string type, IReadOnlyList<Word> words) =>
        (await new OfflineReader().ReadAsync(Document(new Page(1, new DrawnContent(words, []))), InstalledTypes.Get(type), new MemoryAccount(), CancellationToken.None))!.Data;

    /// <summary>What is found wrong with the offline reading of a page drawn as text.</summary>
    public static async Task<IReadOnlyList<Finding>> OfflineFindings(string type, string layout)
    {
        var document = Document(Page(layout));
        var schema = InstalledTypes.Get(type);
        var reading = (await new OfflineReader().ReadAsync(document, schema, new MemoryAccount(), CancellationToken.None))!;
        return [.. reading.Findings, .. FindingsOf(reading, document)];
    }

    /// <summary>What is found wrong with a reading of some pages.</summary>
    public static IReadOnlyList<Finding> FindingsOf(Reading reading, Document document)
    {
        var schema = InstalledTypes.Get(reading.DocumentType);
        var evidence = EvidenceFinder.Find(reading, schema.Labels, document, CancellationToken.None);
        return ReadingChecker.Check(reading, evidence, schema, document, new DateOnly(2026, 6, 1));
    }

    /// <summary>The value at a path such as <c>seller/name</c> as text; null where it is absent.</summary>
    public static string? At(this JsonObject data, string path) =>
        path.Split('/').Aggregate((JsonNode?)data, (node, part) => node is JsonArray rows ? rows[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : (node as JsonObject)?[part])?.ToString();
}
