using System.Text.Json.Nodes;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>How the reader asks in a case.</summary>
internal enum Asked
{
    /// <summary>Once for a stream and once for a whole answer: the outcome is the same.</summary>
    BothWays,
    ForAStream,
    ForAWhole,
}

/// <summary>One way in which an endpoint fails or falls short, and the one outcome that is defined for it.</summary>
/// <param name="Name">What happens on the wire.</param>
/// <param name="Script">Played one step a request. The reader has two attempts.</param>
internal sealed record WireCase(string Name, params IReadOnlyList<ModelStep> Script)
{
    public const string Seven = """{"number":"7"}""";

    public static readonly ModelStep Good = ModelStep.Answer(Seven);

    public Asked Asked { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How each call was booked, in order; as many requests were made.</summary>
    public string Booked { get; init; } = "spent";

    /// <summary>The values of the reading; null where there is none.</summary>
    public string? Kept { get; init; }

    /// <summary>The findings of the reading: <c>error truncated, warning schema</c>.</summary>
    public string Findings { get; init; } = "";

    /// <summary>The exception where there is no reading: <c>passing 503</c>, <c>lasting 401</c>, <c>passing</c> where no status came.</summary>
    public string? Thrown { get; init; }

    /// <summary>Words that the exception's message holds.</summary>
    public string Says { get; init; } = "127.0.0.1";

    /// <summary>How long the exception asks to wait.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>A failure of a moment: the second attempt has its answer.</summary>
    public static WireCase AskedAgain(string name, ModelStep failure, string booked = "failed, spent") =>
        new($"{name}, then an answer", failure, Good) { Kept = Seven, Booked = booked };

    /// <summary>An answer that is used, whole or in part.</summary>
    public static WireCase Read(string name, ModelStep answer, string kept = Seven, string findings = "") =>
        new(name, answer) { Kept = kept, Findings = findings };

    /// <summary>An answer that breaks off after a whole row, where asking for the rest gains none.</summary>
    public static WireCase BrokenOff(string name, ModelStep answer, string kept, string booked, string findings = "error truncated") =>
        new($"{name}, and no further row comes", answer, ModelStep.Answer("""{"number":"7","lines":[{"te""", "length")) { Kept = kept, Findings = findings, Booked = booked };

    /// <summary>An answer by a model's text.</summary>
    public static WireCase Content(string name, string? content, string kept = Seven, string findings = "", string? finishReason = "stop") =>
        Read(name, ModelStep.Answer(content, finishReason), kept, findings);

    /// <summary>A failure that no further attempt heals.</summary>
    public static WireCase Lasting(string name, int status, string says, ModelStep failure) =>
        new(name, failure, Good) { Thrown = $"lasting {status}", Says = says, Booked = "failed" };

    /// <summary>A completion as a plain body, with something changed.</summary>
    public static ModelStep Body(Func<string, string> change) => ModelStep.Raw(200, change(Completion.Of(Seven).ToJsonString()));

    /// <summary>A completion with something changed.</summary>
    public static ModelStep Changed(Action<JsonObject> change) => ModelStep.Answer(Seven, change);

    public override string ToString() => Name;
}
