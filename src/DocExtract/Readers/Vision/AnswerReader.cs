using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Checks;

namespace DocExtract.Readers.Vision;

/// <summary>What an answer holds.</summary>
/// <param name="Data">The values in the form of the type's schema.</param>
/// <param name="Ending">What is wrong with the answer as a whole; null when it ended as it should.</param>
/// <param name="Doubts">What is wrong with single values.</param>
/// <param name="BreaksOff">Whether the rest is still to come, and may be asked for.</param>
internal sealed record AnswerValues(JsonObject Data, Finding? Ending, IReadOnlyList<Finding> Doubts, bool BreaksOff = false)
{
    public IReadOnlyList<Finding> Findings => Ending is null ? Doubts : [Ending, .. Doubts];
}

/// <summary>Turns an endpoint's answer into values and doubts. Every way an answer can fall short has its finding; pure.</summary>
internal static class AnswerReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The values that the answer holds in the form of the type's schema, and what is wrong with it.</summary>
    public static AnswerValues Read(ChatAnswer answer, JsonObject schema)
    {
        if (!string.IsNullOrWhiteSpace(answer.Refusal))
        {
            return Nothing(Error("refused", $"The model refused to answer: {Shorten(answer.Refusal)}"));
        }

        if (string.IsNullOrWhiteSpace(answer.Text))
        {
            return Nothing(Shortfall(answer, "no-answer", "The model answered nothing"));
        }

        string text = JsonText.WithoutFence(JsonText.WithoutUnstorable(answer.Text));
        if (Parse(text) is { } whole)
        {
            return Shape(whole, schema, AfterWholeAnswer(answer));
        }

        var ending = Shortfall(answer, "not-json", "The model's answer is not a complete JSON object; only what was complete was kept");
        return JsonText.Salvage(text) is { } salvaged && Parse(salvaged) is { } part
            ? OnceRepeated(Shape(part, schema, ending), answer) with { BreaksOff = answer.Broken is not null || answer.FinishReason == "length" }
            : Nothing(ending);
    }

    /// <summary>Whether the text is one whole JSON object that says something.</summary>
    public static bool HasValues(string text) =>
        Parse(JsonText.WithoutFence(JsonText.WithoutUnstorable(text))) is { } whole && whole.EnumerateObject().Any();

    /// <summary>Whether at least one row is whole in an answer that breaks off.</summary>
    public static bool HasRows(string text) =>
        JsonText.Salvage(JsonText.WithoutFence(text)) is { } part
        && Parse(part) is { } values
        && values.EnumerateObject().Any(value => value.Value.ValueKind == JsonValueKind.Array && value.Value.GetArrayLength() > 0);

    /// <summary>The text as one whole JSON object that names nothing twice; null when it is none.</summary>
    public static JsonElement? Parse(string text)
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

    /// <summary>Leaves one of the equal rows at the end of an answer that was stopped because it repeated itself.</summary>
    private static AnswerValues OnceRepeated(AnswerValues values, ChatAnswer answer)
    {
        if (answer.Broken == BrokenOff.Repetition && values.Data.LastOrDefault().Value is JsonArray rows)
        {
            while (rows.Count > 1 && JsonNode.DeepEquals(rows[^1], rows[^2]))
            {
                rows.RemoveAt(rows.Count - 1);
            }
        }

        return values;
    }

    private static AnswerValues Nothing(Finding ending) => new([], ending, []);

    private static AnswerValues Shape(JsonElement value, JsonObject schema, Finding? ending)
    {
        var shape = new AnswerShape();
        var data = shape.Shape(value, SchemaNode.Root(schema));
        return new AnswerValues(data, ending, shape.Findings);
    }

    /// <summary>The object is whole, so nothing is known to be lost; an unusual end is worth knowing, a filtered one worth a look.</summary>
    private static Finding? AfterWholeAnswer(ChatAnswer answer) => (answer.Broken, answer.FinishReason) switch
    {
        (not null, _) or (_, "length") => new Finding("", "truncated", Severity.Warning, "The model went on after the end of its answer until it was stopped."),
        (_, null or "" or "stop") => null,
        (_, "content_filter") => Shortfall(answer, "", ""),
        (_, var reason) => new Finding("", "finish-reason", Severity.Warning, $"The server ended the answer for a reason that is not known: {Shorten(reason)}."),
    };

    private static Finding Shortfall(ChatAnswer answer, string rule, string message) => (answer.Broken, answer.FinishReason) switch
    {
        (BrokenOff.Repetition, _) => Error("repeats", "The model repeated itself and was stopped; what it repeated is kept once. Look whether rows are missing."),
        (BrokenOff.WhiteSpace, _) => Error("truncated", "The model wrote blanks instead of going on and was stopped; only what was complete was kept."),
        (BrokenOff.Connection, _) => Error("truncated", "The connection broke within the answer; only what was complete was kept."),
        (BrokenOff.Time, _) => Error("truncated", "The answer took longer than Vision__Timeout allows; only what was complete was kept. Raise Vision__Timeout, or use a faster model."),
        (_, "length") => Error("truncated", "The answer reached the limit on output tokens and breaks off. Raise Vision__MaxOutputTokens, or use a model that writes longer answers."),
        (_, "content_filter") => Error("content-filter", "The endpoint's content filter stopped the answer; values may be missing."),
        (_, null or "" or "stop") => Error(rule, $"{message}."),
        (_, var reason) => Error(rule, $"{message} (the server's reason for ending: {Shorten(reason)})."),
    };

    private static Finding Error(string rule, string message) => new("", rule, Severity.Error, message);

    private static string Shorten(string text) => text.Length <= 200 ? text : $"{text[..200]}…";
}
