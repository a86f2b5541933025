using System.Text.Json.Nodes;

namespace DocExtract.Worker.Evaluation;

/// <summary>A document with its truth.</summary>
/// <param name="Id">File name without extension.</param>
/// <param name="Path">The document.</param>
/// <param name="Truth">What is printed; an absent key is unknown and not scored.</param>
/// <param name="SellerAliases">Other names that count as the seller's.</param>
/// <param name="OtherTotals">Other totals that count as right: cash rounding.</param>
internal sealed record TruthDocument(
    string Id, string Path, JsonObject Truth, IReadOnlyList<string> SellerAliases, IReadOnlyList<decimal> OtherTotals);

/// <summary>A folder with <c>documents/</c>, <c>expected/</c> and, where there is one, <c>manifest.json</c>.</summary>
internal sealed record EvaluationSet(string Name, IReadOnlyList<TruthDocument> Documents)
{
    /// <exception cref="InvalidDataException">The folder is not shaped like that.</exception>
    public static EvaluationSet Load(string directory)
    {
        string documents = Path.Combine(directory, "documents");
        string expected = Path.Combine(directory, "expected");
        if (!Directory.Exists(documents) || !Directory.Exists(expected))
        {
            throw new InvalidDataException($"{directory}: holds no documents/ and expected/.");
        }

        var manifest = Manifest(Path.Combine(directory, "manifest.json"));
        return new EvaluationSet(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))), [.. Directory.EnumerateFiles(documents)
            .Order(StringComparer.Ordinal)
            .Select(document => (document, truth: Path.Combine(expected, Path.GetFileNameWithoutExtension(document) + ".json")))
            .Where(pair => File.Exists(pair.truth))
            .Select(pair => Load(pair.document, pair.truth, manifest))]);
    }

    private static TruthDocument Load(string document, string truth, Dictionary<string, JsonObject> manifest)
    {
        string id = Path.GetFileNameWithoutExtension(document);
        var entry = manifest.GetValueOrDefault(id);
        return new TruthDocument(
            id,
            document,
            JsonNode.Parse(File.ReadAllText(truth)) as JsonObject ?? throw new InvalidDataException($"{truth}: is no object."),
            [.. (entry?["seller_aliases"] as JsonArray ?? []).Select(alias => alias!.GetValue<string>())],
            [.. (entry?["alt_totals_within_5_cents"] as JsonArray ?? []).Select(total => total!.GetValue<decimal>())]);
    }

    private static Dictionary<string, JsonObject> Manifest(string path)
    {
        var entries = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) as JsonArray ?? [] : [];
        return entries.OfType<JsonObject>()
            .Where(entry => entry["id"] is JsonValue)
            .ToDictionary(entry => entry["id"]!.GetValue<string>());
    }
}
