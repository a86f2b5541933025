using System.Text.Json;
using System.Text.Json.Nodes;

namespace DocExtract.Worker.Evaluation.Truth;

/// <summary>A folder with <c>documents/</c>, <c>expected/</c> and, where there is one, <c>manifest.json</c>.</summary>
internal sealed record EvaluationSet(string Name, IReadOnlyList<TruthDocument> Documents)
{
    /// <summary>Takes every document whose values or verdict are known; others are left out.</summary>
    /// <exception cref="InvalidDataException">The folder is not shaped like that, or holds no such document.</exception>
    public static EvaluationSet Load(string directory)
    {
        string documents = Path.Combine(directory, "documents");
        string expected = Path.Combine(directory, "expected");
        if (!Directory.Exists(documents) || !Directory.Exists(expected))
        {
            throw new InvalidDataException($"{directory}: holds no documents/ and expected/.");
        }

        var manifest = Manifest(Path.Combine(directory, "manifest.json"));
        var set = new EvaluationSet(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))),
            [
                .. Directory.EnumerateFiles(documents)
                    .Order(StringComparer.Ordinal)
                    .Select(path => Load(path, expected, manifest))
                    .OfType<TruthDocument>(),
            ]);
        return set.Documents.Count > 0
            ? set
            : throw new InvalidDataException($"{directory}: no document has a truth in expected/ or a verdict in manifest.json.");
    }

    private static TruthDocument? Load(string path, string expected, Dictionary<string, JsonObject> manifest)
    {
        string id = Path.GetFileNameWithoutExtension(path);
        string truth = Path.Combine(expected, id + ".json");
        var entry = manifest.GetValueOrDefault(id) ?? [];
        var verdict = entry["verdict"] is { } wanted ? new ExpectedVerdict(wanted.GetValue<string>(), entry["code"]?.GetValue<string>()) : null;
        bool hasTruth = File.Exists(truth);
        var document = !hasTruth && verdict is null ? null : new TruthDocument(id, path, hasTruth ? Parse(truth) : [])
        {
            SellerAliases = [.. Items(entry, "seller_aliases").Select(alias => alias.GetValue<string>())],
            OtherTotals = [.. Items(entry, "alt_totals_within_5_cents").Select(total => total.GetValue<decimal>())],
            NotPrinted = [.. Items(entry, "not_printed").Select(field => field.GetValue<string>())],
            Complete = hasTruth && entry["complete"]?.GetValue<bool>() == true,
            Verdict = verdict,
        };
        return document is null ? null : document with { Parts = [.. Parts(document)] };
    }

    /// <summary>A truth that is a list of <c>parts</c> knows of a file that holds several documents.</summary>
    private static IEnumerable<TruthDocument> Parts(TruthDocument file) => (file.Values["parts"] as JsonArray ?? []).OfType<JsonObject>()
        .Select((values, i) => file with { Id = $"{file.Id}-{i + 1}", Values = values });

    private static IEnumerable<JsonNode> Items(JsonObject entry, string name) => (entry[name] as JsonArray ?? []).OfType<JsonNode>();

    private static JsonObject Parse(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new InvalidDataException($"{path}: is no object.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path}: {broken.Message}", broken);
        }
    }

    private static Dictionary<string, JsonObject> Manifest(string path)
    {
        var entries = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) as JsonArray ?? [] : [];
        return entries.OfType<JsonObject>()
            .Where(entry => entry["id"] is JsonValue)
            .ToDictionary(entry => entry["id"]!.GetValue<string>());
    }
}
