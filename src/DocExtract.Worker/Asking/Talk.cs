using System.Globalization;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Worker.Jobs;
using DocExtract.Worker.Reports;
using Spectre.Console;

namespace DocExtract.Worker.Asking;

/// <summary>A conversation at the console: answers on stdout, all else on stderr.</summary>
internal sealed class Talk(Conversation conversation, IModelAccount account, bool isPriceKnown)
{
    private readonly IAnsiConsole _aside = Tables.Console(Console.Error);
    private readonly AnswerWriter _answers = new(Console.Out);

    /// <summary>Asks one question.</summary>
    /// <returns>Whether it was answered.</returns>
    /// <exception cref="ModelCallException">No question can be answered: a refused key, an unknown model.</exception>
    public async Task<bool> AskAsync(string question, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await conversation.AskAsync(question, account, _answers.Listen, cancellationToken);
            _answers.End(reply.Text);
            foreach (string sentence in reply.Notes.Append(reply.Problem).OfType<string>())
            {
                _aside.WriteLine(AnswerWriter.Plain(sentence));
            }

            _aside.Write(new Text(Cost(reply.Calls), new Style(decoration: Decoration.Dim)));
            _aside.WriteLine();
            return reply.Problem is null;
        }
        catch (Exception failure) when (
            failure is BudgetExceededException || (failure is ModelCallException && Failure.Of(failure) != FailureKind.StopsTheLine))
        {
            _answers.End(null);
            _aside.WriteLine(failure.Message);
            return false;
        }
    }

    /// <summary>Asks what is typed, line by line, until the end or an empty line.</summary>
    /// <returns>Whether all were answered.</returns>
    public async Task<bool> AskAllAsync(TextReader questions, CancellationToken cancellationToken)
    {
        bool all = true;
        while (await ReadAsync(questions, cancellationToken) is { } question && !string.IsNullOrWhiteSpace(question))
        {
            all &= await AskAsync(question.Trim(), cancellationToken);
        }

        return all;
    }

    private async Task<string?> ReadAsync(TextReader questions, CancellationToken cancellationToken)
    {
        if (!Console.IsInputRedirected)
        {
            _aside.Write("> ");
        }

        return await questions.ReadLineAsync(cancellationToken);
    }

    private string Cost(IReadOnlyList<ModelCall> calls)
    {
        string tokens = calls.All(call => call.InputTokens is null)
            ? "the server does not tell its tokens"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{calls.Sum(call => call.InputTokens ?? 0):#,0} tokens in ({calls.Sum(call => call.CachedInputTokens ?? 0):#,0} cached), {calls.Sum(call => call.OutputTokens ?? 0):#,0} out");
        string about = calls.Any(call => call.State == CallState.Uncertain) ? "about " : "";
        return isPriceKnown
            ? string.Create(CultureInfo.InvariantCulture, $"{tokens}; cost {about}{calls.Sum(call => call.Cost):0.######}")
            : $"{tokens}; cost not known (Vision__Price)";
    }
}
