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

    /// <exception cref="InvalidDataException">Files are missing or wrong; the message names everything at once, a line each: file, line, what is wrong and what to do.</exception>
    public static DocumentSchema Load(string folder)
    {
        List<string> faults = [];
        var json = Part(() => Schema(Path.Combine(folder, "schema.json")), faults);
        var checks = Part(() => Checks(Path.Combine(folder, "checks.json"), json), faults);
        string? prompt = Part(() => Prompt(Path.Combine(folder, "prompt.md")), faults);
        var labels = Part(() => Labels(Path.Combine(folder, "labels.json")), faults);
        return faults.Count > 0 ? throw new InvalidDataException(string.Join(Environment.NewLine, faults)) : new DocumentSchema
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
            Version = VersionOf(folder),
            Json = json!,
            Prompt = prompt!,
            Essential = [.. json!["x-essential"]!.AsArray().Select(pointer => pointer!.GetValue<string>())],
            Checks = checks!,
            Labels = labels!,
        };
    }

    /// <summary>One file of the folder: what is wrong with it does not keep the others from being looked at.</summary>
    private static T? Part<T>(Func<T> read, List<string> faults)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException wrong)
        {
            faults.Add(wrong.Message);
            return default;
        }
    }

    private static JsonObject Schema(string path)
    {
        var schema = Json(path, bytes => JsonNode.Parse(bytes, documentOptions: Strict) as JsonObject)
            ?? throw new InvalidDataException($"{path}: must hold a JSON object.");
        var lines = JsonLines.Of(Bytes(path));
        Refuse(path, SchemaRules.Faults(schema).Select(fault => (SchemaRules.LineOf(fault, lines), fault)));
        return schema;
    }

    /// <param name="path">The file.</param>
    /// <param name="schema">The fields that checks may name; null where they are not known, since their own file is wrong.</param>
    private static DeclaredCheck[] Checks(string path, JsonObject? schema)
    {
        var checks = Json(path, bytes => JsonSerializer.Deserialize<DeclaredCheck[]>(bytes, StrictTypes))
            ?? throw new InvalidDataException($"{path}: must hold a list of checks; write [] for none.");
        var lines = JsonLines.Of(Bytes(path));
        Refuse(path, schema is null ? [] : CheckFaults.Find(checks, schema).Select(fault => (LineOf(fault, checks[fault.Check], lines), fault.Message)));
        return checks;
    }

    private static int? LineOf(CheckFault fault, DeclaredCheck check, JsonLines lines) =>
        fault.Quoted(check.Name) is { } text ? lines.LineOf($"/{fault.Check}", text) : lines.LineOf($"/{fault.Check}");

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

    private static void Refuse(string path, IEnumerable<(int? Line, string Fault)> faults)
    {
        var all = faults.ToList();
        if (all.Count > 0)
        {
            throw new InvalidDataException(string.Join(
                Environment.NewLine, all.Select(fault => $"{path}{(fault.Line is { } line ? $", line {line}" : "")}: {fault.Fault}")));
        }
    }
}
