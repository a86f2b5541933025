using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Checks;

namespace DocExtract.Readers.Vision;

/// <summary>Turns an endpoint's answer into values and doubts. Every way an answer can fall short has its finding; pure.</summary>
internal static class AnswerReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The values that the answer holds in the form of the type's schema, and what is wrong with it.</summary>
    public static (JsonObject Data, IReadOnlyList<Finding> Findings) Read(ChatAnswer answer, JsonObject schema)
    {
        if (!string.IsNullOrWhiteSpace(answer.Refusal))
        {
            return ([], [Error("refused", $"The model refused to answer: {Shorten(answer.Refusal)}")]);
        }

        if (string.IsNullOrWhiteSpace(answer.Text))
        {
            return ([], [Shortfall(answer.FinishReason, "no-answer", "The model answered nothing")]);
        }

        string text = JsonText.WithoutFence(JsonText.WithoutUnstorable(answer.Text));
        return Parse(text) is { } whole
            ? Shape(whole, schema, AfterWholeAnswer(answer.FinishReason))
            : Shape(
                JsonText.Salvage(text) is { } part ? Parse(part) : null,
                schema,
                [Shortfall(answer.FinishReason, "not-json", "The model's answer is not a complete JSON object; only what was complete was kept")]);
    }

    /// <summary>Whether the text is one whole JSON object.</summary>
    public static bool IsObject(string text) => Parse(JsonText.WithoutFence(JsonText.WithoutUnstorable(text))) is not null;

    private static (JsonObject, IReadOnlyList<Finding>) Shape(JsonElement? answer, JsonObject schema, IReadOnlyList<Finding> findings)
    {
        if (answer is not { } value)
        {
            return ([], findings);
        }

        var shape = new AnswerShape();
        var data = shape.Shape(value, SchemaNode.Root(schema));
        return (data, [.. findings, .. shape.Findings]);
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The object is whole, so nothing is known to be lost; an unusual end is worth knowing, a filtered one worth a look.</summary>
    private static IReadOnlyList<Finding> AfterWholeAnswer(string? finishReason) => finishReason switch
    {
        null or "" or "stop" => [],
        "length" => [new Finding("", "truncated", Severity.Warning, "The model went on after the end of its answer until the limit on output tokens stopped it.")],
        "content_filter" => [Shortfall(finishReason, "", "")],
        _ => [new Finding("", "finish-reason", Severity.Warning, $"The server ended the answer for a reason that is not known: {Shorten(finishReason)}.")],
    };

    private static Finding Shortfall(string? finishReason, string rule, string message) => finishReason switch
    {
        "length" => Error("truncated", "The answer reached the limit on output tokens and breaks off. Raise MaxOutputTokens, or use a model that writes longer answers."),
        "content_filter" => Error("content-filter", "The endpoint's content filter stopped the answer; values may be missing."),
        null or "" or "stop" => Error(rule, $"{message}."),
        _ => Error(rule, $"{message} (the server's reason for ending: {Shorten(finishReason)})."),
    };

    private static Finding Error(string rule, string message) => new("", rule, Severity.Error, message);

    private static string Shorten(string text) => text.Length <= 200 ? text : $"{text[..200]}…";
}
