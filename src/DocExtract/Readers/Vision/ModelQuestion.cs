using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.Readers.Vision;

/// <summary>A question to a model, ready to be sent.</summary>
/// <param name="Body">A chat completion's body.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="PromptSha256">Hash of what is the same for every document.</param>
/// <param name="PredictedTokens">Tokens it is expected to cost.</param>
/// <param name="IsForJson">Whether a JSON object is asked for, rather than free text.</param>
internal sealed record ModelQuestion(ReadOnlyMemory<byte> Body, CallPurpose Purpose, string PromptSha256, long PredictedTokens, bool IsForJson = true)
{
    /// <summary>Called at the beginning of each attempt; gives what hears the answer piece by piece where it is streamed. Null: nobody.</summary>
    public Func<Action<string>>? Listen { get; init; }

    /// <summary>
    /// Whether to give this answer when the same is asked again: a whole one, or one with whole rows that can be gone on from, so
    /// that nobody pays for these rows twice when the rest cannot be had at once.
    /// </summary>
    public bool IsAnsweredBy(ChatAnswer answer) => !string.IsNullOrWhiteSpace(answer.Text) && (IsForJson ? IsOfUse(answer, answer.Text) : answer.IsWhole);

    /// <summary>Whether an answer that should be JSON holds something to go on with.</summary>
    public static bool IsOfUse(ChatAnswer answer, string text) =>
        answer.IsWhole ? AnswerReader.HasValues(text) : (answer.Broken is not null || answer.FinishReason == "length") && AnswerReader.HasRows(text);
}
