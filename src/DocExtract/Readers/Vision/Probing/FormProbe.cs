using System.Text.Json;

namespace DocExtract.Readers.Vision.Probing;

/// <summary>Whether an endpoint holds answers to a schema.</summary>
internal sealed class FormProbe(ProbeCaller caller)
{
    private const int MostTokens = 1_000;

    // A word that no model would choose unless it is held to it.
    private const string Word = "quartz-7-basalt";

    private static readonly AnswerForm Form = new(
        "probe", """{"type":"object","properties":{"word":{"type":"string","enum":["quartz-7-basalt"]}},"required":["word"],"additionalProperties":false}"""u8.ToArray());

    private static readonly IReadOnlyList<ContentPart> Question =
        [new ContentPart.Text("Write one short sentence about the sea, as plain text or in whatever JSON your answer is held to.")];

    // What holds an answer most comes first.
    private static readonly IReadOnlyList<StructuredOutput> Forms =
        [StructuredOutput.StrictJsonSchema, StructuredOutput.JsonSchema, StructuredOutput.StructuredOutputs, StructuredOutput.GuidedJson, StructuredOutput.JsonObject];

    public async Task<ProbeResult> FindAsync(VisionOptions options, CancellationToken cancellationToken)
    {
        var said = new RequestSettings(options).StructuredOutput;
        if (said == StructuredOutput.Prompt)
        {
            return new ProbeResult("form of the answer", Name(said), "nothing is enforced, as is wanted");
        }

        string failing = "is refused";
        foreach (var form in Forms.Where(form => form != said).Prepend(said))
        {
            var answer = await caller.TryAsync(options with { StructuredOutput = form }, MostTokens, Form, Question, cancellationToken);
            if (answer is not null && IsHeld(answer.Text, form))
            {
                return form == said
                    ? new ProbeResult("form of the answer", Name(said), "answers are held to it")
                    : new ProbeResult("form of the answer", Name(said), $"{failing}; {Name(form)} is kept", $"{nameof(VisionOptions.StructuredOutput)}={Name(form)}");
            }

            failing = form != said || answer is null ? failing
                : answer.Answer is { IsWhole: false } ? "the answer did not end, so it is not known"
                : "is ignored";
        }

        return new ProbeResult("form of the answer", Name(said), $"{failing}; no other is kept", $"{nameof(VisionOptions.StructuredOutput)}={Name(StructuredOutput.Prompt)}");
    }

    private static bool IsHeld(string text, StructuredOutput form) =>
        AnswerReader.Parse(text) is { } json && (form == StructuredOutput.JsonObject || json.Text("word") == Word);

    private static string Name(StructuredOutput form) => JsonNamingPolicy.KebabCaseLower.ConvertName(form.ToString());
}
