using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DocExtract.Schemas;

namespace DocExtract.Readers.Vision;

/// <summary>
/// What is asked of a model, before it meets a document: rules, the type's prompt and the shape of the answer. The same for
/// every document of a type, so that servers can keep it in their prompt cache; nothing of a document ever gets into it.
/// </summary>
internal sealed class VisionQuestion
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string Rules = ReadRules();

    public VisionQuestion(DocumentSchema type, StructuredOutput output)
    {
        string schema = ModelSchema.From(type.Json).ToJsonString(Compact);
        Instructions = output is not (StructuredOutput.JsonObject or StructuredOutput.Prompt)
            ? $"{Rules}\n\n{type.Prompt.Trim()}"
            : $"{Rules}\n\n{type.Prompt.Trim()}\n\nThe JSON object must match this JSON Schema:\n\n{schema}";
        Form = new AnswerForm(
            string.Concat(type.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_')), Encoding.UTF8.GetBytes(schema));
        PromptSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Instructions}\0{schema}")));
    }

    /// <summary>The system message.</summary>
    public string Instructions { get; }

    /// <summary>The form of the answer.</summary>
    public AnswerForm Form { get; }

    /// <summary>Hash of instructions and schema: which question an answer belongs to.</summary>
    public string PromptSha256 { get; }

    private static string ReadRules()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("vision/rules.md")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd().Trim();
    }
}
