using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DocExtract.Readers.Vision;

/// <summary>
/// A folder of questions with their answers, one JSON file each: real answers become repeatable, and checks can be tuned
/// without paying again. Pictures stand in it as hashes; their text stands in the answers, so keep it as private as the documents.
/// </summary>
internal sealed class AnswerTape(string folder)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer that was given to exactly this question; null when it was never asked.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message names it.</exception>
    public async Task<string?> FindAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        string file = FileOf(question);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var kept = JsonNode.Parse(await File.ReadAllTextAsync(file, cancellationToken));
            return kept!["answer"]!.ToJsonString();
        }
        catch (Exception damaged) when (damaged is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new InvalidDataException($"The recorded answer {file} is damaged. Delete it, and record it again.", damaged);
        }
    }

    /// <summary>Keeps an answer; a later one to the same question takes its place.</summary>
    public async Task KeepAsync(ReadOnlyMemory<byte> question, string answer, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var kept = new JsonObject { ["question"] = WithoutPictures(question), ["answer"] = JsonNode.Parse(answer) };
        string file = FileOf(question);
        string part = $"{file}.{Guid.NewGuid():N}.part";
        await File.WriteAllTextAsync(part, kept.ToJsonString(Readable), cancellationToken);
        File.Move(part, file, overwrite: true);
    }

    private string FileOf(ReadOnlyMemory<byte> question) => Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(question.Span))}.json");

    private static JsonNode? WithoutPictures(ReadOnlyMemory<byte> question)
    {
        var body = JsonNode.Parse(question.Span);
        foreach (var part in body!["messages"]!.AsArray().Select(message => message!["content"]).OfType<JsonArray>().SelectMany(parts => parts))
        {
            if (part!["image_url"] is JsonObject picture)
            {
                picture["url"] = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((string)picture["url"]!)))}";
            }
        }

        return body;
    }
}
