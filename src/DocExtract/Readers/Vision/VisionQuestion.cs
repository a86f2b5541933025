using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Readers.Vision;

/// <summary>
/// What is asked of a model, before it meets a document: rules, a prompt and the shape of the answer. The same for every
/// document of a type, so that servers can keep it in their prompt cache; nothing of a document ever gets into it.
/// </summary>
internal sealed class VisionQuestion
{
    /// <summary>The answer to which type a document is when it is none of them.</summary>
    public const string NoType = "none";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string Rules = Read("rules.md");
    private static readonly string TypeRules = Read("type.md");

    private VisionQuestion(string name, string instructions, JsonObject form, StructuredOutput output)
    {
        string schema = form.ToJsonString(Compact);
        Instructions = output is not (StructuredOutput.JsonObject or StructuredOutput.Prompt)
            ? instructions
            : $"{instructions}\n\nThe JSON object must match this JSON Schema:\n\n{schema}";
        Form = new AnswerForm(
            string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_')), Encoding.UTF8.GetBytes(schema));
        PromptSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Instructions}\0{schema}")));
    }

    /// <summary>The system message.</summary>
    public string Instructions { get; }

    /// <summary>The form of the answer.</summary>
    public AnswerForm Form { get; }

    /// <summary>Hash of instructions and schema: which question an answer belongs to.</summary>
    public string PromptSha256 { get; }

    /// <summary>For the values of a document of a type.</summary>
    /// <exception cref="InvalidDataException">The type's schema cannot be shown to a model; the message says why.</exception>
    public static VisionQuestion ForValues(DocumentSchema type, StructuredOutput output) =>
        new(type.Name, $"{Rules}\n\n{type.Prompt.Trim()}", ModelSchema.From(type.Json), output);

    /// <summary>For the type that a document is: <c>{"type": NAME}</c>, one of the types' names or <see cref="NoType"/>.</summary>
    public static VisionQuestion ForType(IEnumerable<DocumentSchema> types, StructuredOutput output)
    {
        var known = types.OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
        string list = string.Join('\n', known.Select(type => $"- \"{type.Name}\": {(string?)type.Json["description"] ?? type.Name}"));
        var form = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. known.Select(type => (JsonNode)type.Name), NoType]) },
            },
            ["required"] = new JsonArray("type"),
            ["additionalProperties"] = false,
        };
        return new VisionQuestion("document_type", $"{TypeRules}\n{list}", form, output);
    }

    /// <summary>A prompt that comes with the product.</summary>
    internal static string Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"vision/{name}")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd().Trim();
    }
}
