using System.Security.Cryptography;
using System.Text;
using DocExtract.Pages;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Readers.Vision.Pictures;

namespace DocExtract.Readers.Vision;

/// <summary>What a model said to a question.</summary>
/// <param name="Text">The answer; null where there is none.</param>
/// <param name="Problem">Why there is none, in a sentence.</param>
/// <param name="Notes">What a person should know about the answer, in sentences.</param>
/// <param name="Calls">The calls that it took.</param>
public sealed record Reply(string? Text, string? Problem, IReadOnlyList<string> Notes, IReadOnlyList<ModelCall> Calls);

/// <summary>
/// A person's questions about one document, answered in words. The pages go with the first question and stay in front, so that
/// servers can keep them; what was said follows. One question at a time.
/// </summary>
/// <param name="reader">The model, with its fallback.</param>
/// <param name="document">The document; it has pages.</param>
/// <param name="page">The only page that is shown; null: as many as one request holds.</param>
public sealed class Conversation(VisionReader reader, Document document, int? page = null)
{
    private static readonly string Rules = VisionQuestion.Read("ask.md");
    private static readonly string RulesSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Rules)));

    private readonly List<Turn> _turns = [];
    private readonly Dictionary<VisionReader, IReadOnlyList<PagePicture>> _pictures = [];
    private int _leftOut;

    /// <summary>Asks; what was answered is part of the next question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="account">Where calls are booked.</param>
    /// <param name="listen">Called at the beginning of each attempt; gives what hears the answer piece by piece. An attempt that fails is heard in part.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="ModelCallException">The endpoint failed, also after the attempts that are made in place.</exception>
    /// <exception cref="BudgetExceededException">The budget does not cover the call.</exception>
    public async Task<Reply> AskAsync(string question, IModelAccount account, Func<Action<string>>? listen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        int before = account.Calls.Count;
        List<string> notes = [];
        var answer = await reader.OrFallbackAsync(asked =>
        {
            notes = [];
            var asking = Question(asked, question, notes, cancellationToken) with { Listen = listen };
            return asked.Client.AskAsync(asking, account, cancellationToken);
        });
        string? problem = Problem(answer);
        if (problem is null)
        {
            _turns.Add(new Turn(question, answer.Text!));
            notes.AddRange(Ending(answer));
        }

        return new Reply(problem is null ? answer.Text : null, problem, notes, [.. account.Calls.Skip(before)]);
    }

    private ModelQuestion Question(VisionReader asked, string question, List<string> notes, CancellationToken cancellationToken)
    {
        var pages = Pages(asked, cancellationToken);
        int skipped = 0;
        var messages = Messages(pages, _turns, question);
        while (skipped < _turns.Count && TokensOf(messages) > asked.Settings.QuestionTokens)
        {
            messages = Messages(pages, _turns.Skip(++skipped), question);
        }

        if (skipped > _leftOut)
        {
            notes.Add($"The conversation is longer than the model can hold; the first {skipped} of its questions and answers are left out.");
        }

        if (_turns.Count == 0 && NotShown(pages) is { } limit)
        {
            notes.Add(limit);
        }

        _leftOut = skipped;
        return new ModelQuestion(ChatRequest.Write(asked.Settings, messages, null), CallPurpose.Ask, RulesSha256, TokensOf(messages), IsForJson: false);
    }

    /// <summary>Drawn once for each endpoint: another one sees pictures otherwise.</summary>
    private IReadOnlyList<PagePicture> Pages(VisionReader asked, CancellationToken cancellationToken)
    {
        if (!_pictures.TryGetValue(asked, out var pictures))
        {
            var shown = page is null ? document : document with { Pages = [.. document.Pages.Where(one => one.Number == page)] };
            _pictures[asked] = pictures = asked.FirstPictures(shown, cancellationToken);
        }

        return pictures;
    }

    private IReadOnlyList<ChatMessage> Messages(IReadOnlyList<PagePicture> pages, IEnumerable<Turn> turns, string question)
    {
        List<ChatMessage> messages = [ChatMessage.System(Rules)];
        List<ContentPart> next = [.. PageMessage.Shown(pages, document.Pages.Count)];
        foreach (var turn in turns)
        {
            messages.Add(ChatMessage.User([.. next, new ContentPart.Text(turn.Question)]));
            messages.Add(ChatMessage.Assistant(turn.Answer));
            next = [];
        }

        return [.. messages, ChatMessage.User([.. next, new ContentPart.Text(question)])];
    }

    private string? NotShown(IReadOnlyList<PagePicture> pictures) =>
        (pictures[0].Page, pictures[^1].Page) is var (first, last) && page is null && last - first + 1 < document.Pages.Count
            ? $"The model is shown pages {first} to {last} of {document.Pages.Count}, as many as one request holds. Ask about another with --page."
            : null;

    private static long TokensOf(IReadOnlyList<ChatMessage> messages) => messages.Sum(message => message.Content.Sum(part => (long)part.Tokens));

    private static string? Problem(ChatAnswer answer) => answer switch
    {
        { Refusal: { } refusal } when !string.IsNullOrWhiteSpace(refusal) => $"The model refused to answer: {refusal.Trim()}",
        { Text: { } text } when !string.IsNullOrWhiteSpace(text) => null,
        { FinishReason: "length" } => "The model answered nothing: the limit on output tokens was reached before it began. Raise Vision__MaxOutputTokens.",
        { FinishReason: "content_filter" } => "The endpoint's content filter stopped the answer.",
        _ => "The model answered nothing.",
    };

    private static IEnumerable<string> Ending(ChatAnswer answer) => (answer.Broken, answer.FinishReason) switch
    {
        (BrokenOff.Repetition or BrokenOff.WhiteSpace, _) => ["The model lost the thread and was stopped; the answer is not whole."],
        (not null, _) => ["The connection broke within the answer; it is not whole."],
        (_, "length") => ["The answer reached the limit on output tokens and breaks off. Raise Vision__MaxOutputTokens."],
        (_, "content_filter") => ["The endpoint's content filter stopped the answer; it is not whole."],
        _ => [],
    };

    private sealed record Turn(string Question, string Answer);
}
