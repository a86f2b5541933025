using System.Security.Cryptography;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.Readers.Vision.Probing;

/// <summary>What a probe was answered.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Pieces">How many pieces it came in; 0 where it was not streamed.</param>
internal sealed record ProbeAnswer(ChatAnswer Answer, int Pieces)
{
    public string Text => Answer.Text ?? "";
}

/// <summary>Asks small questions of an endpoint, under options that change from one to the next.</summary>
internal sealed class ProbeCaller(IModelAccount account, TimeProvider time)
{
    /// <param name="options">How to ask.</param>
    /// <param name="mostTokens">The longest answer.</param>
    /// <param name="form">The form of the answer; null for free text.</param>
    /// <param name="content">The question.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="ModelCallException">The endpoint failed.</exception>
    /// <exception cref="BudgetExceededException">The budget does not cover the call.</exception>
    public async Task<ProbeAnswer> AskAsync(
        VisionOptions options, int mostTokens, AnswerForm? form, IReadOnlyList<ContentPart> content, CancellationToken cancellationToken)
    {
        var asked = options with { MaxOutputTokens = mostTokens };
        var settings = new RequestSettings(asked);
        var body = ChatRequest.Write(settings, [ChatMessage.User(content)], form);
        int pieces = 0;
        var question = new ModelQuestion(
            body, CallPurpose.Probe, Convert.ToHexStringLower(SHA256.HashData(body.Span)), content.Sum(part => part.Tokens) + (form?.Tokens ?? 0), IsForJson: false)
        {
            Listen = () => _ => pieces++,
        };
        var answer = await new ModelClient(asked, settings, time).AskAsync(question, account, cancellationToken);
        return new ProbeAnswer(answer, pieces);
    }

    /// <summary>The same; null where the endpoint refuses to be asked like this.</summary>
    public async Task<ProbeAnswer?> TryAsync(
        VisionOptions options, int mostTokens, AnswerForm? form, IReadOnlyList<ContentPart> content, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(options, mostTokens, form, content, cancellationToken);
        }
        catch (ModelCallException refused) when (IsRefusal(refused))
        {
            return null;
        }
    }

    /// <summary>Whether the endpoint understood, and does not want to be asked like this.</summary>
    public static bool IsRefusal(ModelCallException failure) => !failure.IsTransient && failure.Status is 400 or 415 or 422;
}
