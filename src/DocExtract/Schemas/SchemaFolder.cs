using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DocExtract.Schemas;

/// <summary>Reads one document type from its folder.</summary>
internal static class SchemaFolder
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions StrictTypes = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="InvalidDataException">A file is missing or wrong; the message names file, place and what to do.</exception>
    public static DocumentSchema Load(string folder)
    {
        string schemaPath = Path.Combine(folder, "schema.json");
        var schema = Json(schemaPath, bytes => JsonNode.Parse(bytes, documentOptions: Strict) as JsonObject)
            ?? throw new InvalidDataException($"{schemaPath}: must hold a JSON object.");
        Refuse(schemaPath, SchemaRules.Faults(schema));

        string checksPath = Path.Combine(folder, "checks.json");
        var checks = Json(checksPath, bytes => JsonSerializer.Deserialize<DeclaredCheck[]>(bytes, StrictTypes))
            ?? throw new InvalidDataException($"{checksPath}: must hold a list of checks; write [] for none.");
        Refuse(checksPath, CheckFaults.Find(checks, schema));

        return new DocumentSchema
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
            Version = VersionOf(folder),
            Json = schema,
            Prompt = Prompt(Path.Combine(folder, "prompt.md")),
            Essential = [.. schema["x-essential"]!.AsArray().Select(pointer => pointer!.GetValue<string>())],
            Checks = checks,
            Labels = Labels(Path.Combine(folder, "labels.json")),
        };
    }

    private static string Prompt(string path)
    {
        string prompt = Encoding.UTF8.GetString(Bytes(path)).Trim();
        return prompt.Length > 0 ? prompt : throw new InvalidDataException($"{path}: is empty; say what a vision model should know about this type.");
    }

    private static LabelVocabulary Labels(string path) => File.Exists(path)
        ? LabelVocabulary.Load(path)
        : new LabelVocabulary
        {
            Type = new Dictionary<string, double>(),
            Fields = new Dictionary<string, IReadOnlyList<string>>(),
            NotFields = new Dictionary<string, IReadOnlyList<string>>(),
        };

    /// <summary>Names and contents, each with its length in front, so that no two folders give the same bytes.</summary>
    private static string VersionOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(Path.GetFileName(path)));
            Append(hash, File.ReadAllBytes(path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static void Append(IncrementalHash hash, byte[] part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }

    private static T Json<T>(string path, Func<byte[], T> read)
    {
        try
        {
            return read(Bytes(path));
        }
        catch (JsonException wrong)
        {
            string line = wrong.LineNumber is { } number ? $", line {number + 1}" : "";
            throw new InvalidDataException($"{path}{line}: {wrong.Message}", wrong);
        }
    }

    private static byte[] Bytes(string path) => File.Exists(path)
        ? File.ReadAllBytes(path)
        : throw new InvalidDataException($"{path}: is missing; every document type has schema.json, prompt.md and checks.json.");

    private static void Refuse(string path, IEnumerable<string> faults)
    {
        var all = faults.ToList();
        if (all.Count > 0)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, all.Select(fault => $"{path}: {fault}")));
        }
    }
}
