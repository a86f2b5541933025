using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Pages;

namespace DocExtract.Schemas;

/// <summary>
/// The form of <c>labels.json</c>: <c>type</c> (phrase → weight), <c>fields</c>, <c>not_fields</c> and <c>words</c> (name → phrases).
/// </summary>
internal static class LabelFile
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static LabelVocabulary Read(string path)
    {
        var root = Parse(path);
        foreach (string part in root.Select(part => part.Key).Except(["type", "fields", "not_fields", "words"]))
        {
            throw Wrong(path, $"/{part}", "is no part of a vocabulary; there are type, fields, not_fields and words");
        }

        return new LabelVocabulary
        {
            Type = Weights(path, root),
            Fields = Lists(path, root, "fields", required: true),
            NotFields = Lists(path, root, "not_fields", required: false),
            Words = Lists(path, root, "words", required: false),
        };
    }

    private static JsonObject Parse(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path), documentOptions: Strict) as JsonObject
                ?? throw Wrong(path, "", "must be an object");
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: {unreadable.Message}", unreadable);
        }
    }

    private static Dictionary<string, double> Weights(string path, JsonObject root)
    {
        var weights = new Dictionary<string, double>();
        foreach (var (phrase, weight) in Part(path, root, "type", required: true))
        {
            bool number = weight is JsonValue value && value.GetValueKind() == JsonValueKind.Number;
            weights[Phrase(path, $"/type/{phrase}", phrase)] = number
                ? weight!.GetValue<double>()
                : throw Wrong(path, $"/type/{phrase}", "must be a number");
        }

        return weights;
    }

    private static Dictionary<string, IReadOnlyList<string>> Lists(string path, JsonObject root, string part, bool required)
    {
        var lists = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (name, phrases) in Part(path, root, part, required))
        {
            string place = $"/{part}/{name}";
            if (part != "words" && !name.StartsWith('/'))
            {
                throw Wrong(path, place, "must be named by a field pointer that begins with '/'");
            }

            var list = phrases as JsonArray ?? throw Wrong(path, place, "must be a list of phrases");
            lists[name] = [.. list.Select((phrase, i) => Phrase(path, $"{place}/{i}", Text(path, $"{place}/{i}", phrase))).Distinct()];
        }

        return lists;
    }

    private static JsonObject Part(string path, JsonObject root, string part, bool required) => root[part] switch
    {
        JsonObject found => found,
        null when !required && !root.ContainsKey(part) => [],
        null => throw Wrong(path, $"/{part}", "is missing"),
        _ => throw Wrong(path, $"/{part}", "must be an object"),
    };

    private static string Text(string path, string place, JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : throw Wrong(path, place, "must be a text");

    private static string Phrase(string path, string place, string phrase)
    {
        string folded = Folding.Fold(phrase.Trim());
        return folded.Length > 0 ? folded : throw Wrong(path, place, "is empty");
    }

    private static InvalidDataException Wrong(string path, string place, string what) => new($"{path}: {place} {what}.");
}
