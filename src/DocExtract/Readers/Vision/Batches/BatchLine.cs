using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.Readers.Vision.Batches;

/// <summary>A question of a batch, as a line of its file; and the line of what became of it.</summary>
public static class BatchLine
{
    /// <summary>The path that all questions of a batch are asked at.</summary>
    internal const string Path = "/v1/chat/completions";

    // The default encoder would turn each + of the pictures' base64 text into six characters.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line without its end. Batches take no streams; otherwise it is the very question that is asked online.</summary>
    /// <param name="questionSha256">Hash of the question as it is asked online, by which its answer is found again.</param>
    /// <param name="body">The body of that question.</param>
    public static ReadOnlyMemory<byte> Write(string questionSha256, ReadOnlyMemory<byte> body)
    {
        var line = new ArrayBufferWriter<byte>(body.Length + 256);
        using var question = JsonDocument.Parse(body);
        using (var json = new Utf8JsonWriter(line, Plain))
        {
            json.WriteStartObject();
            json.WriteString("custom_id"u8, questionSha256);
            json.WriteString("method"u8, "POST"u8);
            json.WriteString("url"u8, Path);
            json.WriteStartObject("body"u8);
            foreach (var property in question.RootElement.EnumerateObject().Where(property => property.Name is not ("stream" or "stream_options")))
            {
                property.WriteTo(json);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return line.WrittenMemory;
    }

    /// <summary>The question's hash on a line of a batch's output or error file; null when it is no such line.</summary>
    internal static string? QuestionOf(JsonElement line) => line.Text("custom_id");

    /// <summary>What became of a question.</summary>
    /// <param name="line">Its line of the output or error file.</param>
    /// <param name="plan">The call as it was planned.</param>
    /// <param name="price">What the model charges in batches.</param>
    internal static BatchAnswer Read(JsonElement line, PlannedCall plan, ModelPrice price)
    {
        line.TryGet("response", JsonValueKind.Object, out var response);
        response.TryGet("body", JsonValueKind.Object, out var body);
        line.TryGet("error", JsonValueKind.Object, out var error);
        if (response.Count("status_code") == 200 && ChatAnswer.Parse(body) is { } answer)
        {
            var call = ModelClient.Booked(plan, answer, price);
            bool isUsable = answer.Text is { } text && ModelQuestion.IsOfUse(answer, text);
            return new BatchAnswer(call, isUsable ? answer.ToJson() : null);
        }

        body.TryGet("error", JsonValueKind.Object, out var refusal);
        string reason = error.Text("message") ?? refusal.Text("message") ?? $"The batch answered {response.Count("status_code") ?? 0}.";
        return new BatchAnswer(new ModelCall { Plan = plan, State = CallState.Failed, Error = reason }, null);
    }
}

/// <summary>What became of a question in a batch.</summary>
/// <param name="Call">What it cost.</param>
/// <param name="Answer">A chat completion's JSON, to be remembered; null when there is none that can be used.</param>
public sealed record BatchAnswer(ModelCall Call, string? Answer);
