using System.Text.Json;

namespace DocExtract.Readers.Vision.Probing;

/// <summary>Whether an endpoint takes the settings of a question: limit on the answer, temperature, stream; and tells its tokens.</summary>
internal sealed class WayProbe(ProbeCaller caller)
{
    private const int MostTokens = 32;

    // Servers count the tokens around an answer differently.
    private const int MostCounted = MostTokens * 3 / 2;

    // No tokenizer writes sixty numbers in 32 tokens.
    private const string Last = "60";

    private static readonly IReadOnlyList<ContentPart> Question = [new ContentPart.Text($"Count from 1 to {Last}. Write the numbers only, with blanks between.")];

    /// <summary>Finds how the endpoint wants to be asked.</summary>
    /// <returns>The options with what has to be set, and what was found.</returns>
    /// <exception cref="ModelCallException">It does not answer however it is asked.</exception>
    public async Task<(VisionOptions Options, IReadOnlyList<ProbeResult> Results)> FindAsync(VisionOptions options, CancellationToken cancellationToken)
    {
        var said = new RequestSettings(options);
        var (taken, answer) = await FirstTakenAsync(options, Ways(options, said), cancellationToken);
        if (!KeepsLimit(answer) && new RequestSettings(taken).TokenParameter == said.TokenParameter
            && await AskAsync(taken with { TokenParameter = Other(said.TokenParameter) }, cancellationToken) is { } other && KeepsLimit(other))
        {
            (taken, answer) = (taken with { TokenParameter = Other(said.TokenParameter) }, other);
        }

        return await WithUsageAsync(taken, answer, said, cancellationToken);
    }

    /// <summary>The way the settings say first, then those with one thing changed, then with more.</summary>
    private static IEnumerable<VisionOptions> Ways(VisionOptions options, RequestSettings said)
    {
        List<Func<VisionOptions, VisionOptions>> changes = [changed => changed with { TokenParameter = Other(said.TokenParameter) }];
        if (said.Temperature is not (null or 1))
        {
            // What models that refuse a temperature take all the same, since it is what they have.
            changes.Add(changed => changed with { Temperature = 1 });
        }

        if (said.Stream)
        {
            changes.Add(changed => changed with { Stream = false });
        }

        return from chosen in Enumerable.Range(0, 1 << changes.Count)
               orderby int.PopCount(chosen), chosen
               select changes.Where((_, index) => (chosen >> index & 1) == 1).Aggregate(options, (changed, change) => change(changed));
    }

    private async Task<(VisionOptions Options, ProbeAnswer Answer)> FirstTakenAsync(
        VisionOptions options, IEnumerable<VisionOptions> ways, CancellationToken cancellationToken)
    {
        ModelCallException? first = null;
        foreach (var way in ways)
        {
            try
            {
                return (way, await caller.AskAsync(way, MostTokens, null, Question, cancellationToken));
            }
            catch (ModelCallException refused) when (ProbeCaller.IsRefusal(refused))
            {
                first ??= refused;
            }
        }

        throw first ?? new ModelCallException($"{options} was not asked.");
    }

    private async Task<(VisionOptions Options, IReadOnlyList<ProbeResult> Results)> WithUsageAsync(
        VisionOptions taken, ProbeAnswer answer, RequestSettings said, CancellationToken cancellationToken)
    {
        bool streams = new RequestSettings(taken).Stream;
        bool tells = Tells(answer);
        var whole = taken with { Stream = false };
        bool tellsWhole = !tells && streams && await AskAsync(whole, cancellationToken) is { } unstreamed && Tells(unstreamed);
        var options = tellsWhole ? whole : taken;
        return (options, [Limit(options, answer, said), .. Temperature(options, said), Stream(taken, answer, said), Usage(tells, tellsWhole)]);
    }

    private static ProbeResult Limit(VisionOptions options, ProbeAnswer answer, RequestSettings said)
    {
        var used = new RequestSettings(options).TokenParameter;
        return new ProbeResult(
            "limit on the answer", Word(said.TokenParameter), KeepsLimit(answer) ? $"{Word(used)} is {(answer.Answer.FinishReason == "length" ? "kept" : "taken")}" : "no limit is kept",
            used == said.TokenParameter ? null : $"{nameof(VisionOptions.TokenParameter)}={Word(used)}",
            KeepsLimit(answer) ? null : "Answers may be longer and cost more than is reserved for them. Set a limit at the server.");
    }

    private static IEnumerable<ProbeResult> Temperature(VisionOptions options, RequestSettings said) => (said.Temperature, new RequestSettings(options).Temperature) switch
    {
        (null, _) => [],
        var (wanted, taken) when wanted == taken => [new ProbeResult("temperature", FormattableString.Invariant($"{wanted}"), "is taken")],
        var (wanted, _) => [new ProbeResult("temperature", FormattableString.Invariant($"{wanted}"), "is refused; 1 is taken", $"{nameof(VisionOptions.Temperature)}=1")],
    };

    private static ProbeResult Stream(VisionOptions taken, ProbeAnswer answer, RequestSettings said) => (said.Stream, new RequestSettings(taken).Stream, answer.Pieces) switch
    {
        (false, _, _) => new ProbeResult("stream", "no", "is not asked for"),
        (_, false, _) => new ProbeResult("stream", "yes", "is refused", $"{nameof(VisionOptions.Stream)}=false"),
        (_, _, 0) => new ProbeResult("stream", "yes", "is taken; no piece came"),
        _ => new ProbeResult("stream", "yes", "answers come piece by piece"),
    };

    private static ProbeResult Usage(bool tells, bool tellsWhole) => (tells, tellsWhole) switch
    {
        (true, _) => new ProbeResult("tokens used", "told", "told"),
        (_, true) => new ProbeResult("tokens used", "told", "not told in a stream; told without", $"{nameof(VisionOptions.Stream)}=false"),
        _ => new ProbeResult("tokens used", "told", "never told", Advice: "Each call is booked at the most it can cost. Have the server tell its usage."),
    };

    private Task<ProbeAnswer?> AskAsync(VisionOptions options, CancellationToken cancellationToken) =>
        caller.TryAsync(options, MostTokens, null, Question, cancellationToken);

    private static bool KeepsLimit(ProbeAnswer answer) => answer.Answer.Usage.Output is { } output
        ? output <= MostCounted
        : !answer.Text.Contains(Last, StringComparison.Ordinal);

    private static bool Tells(ProbeAnswer answer) => answer.Answer.Usage is { Input: not null, Output: not null };

    private static TokenParameter Other(TokenParameter one) => one == TokenParameter.MaxTokens ? TokenParameter.MaxCompletionTokens : TokenParameter.MaxTokens;

    private static string Word(TokenParameter parameter) => JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.ToString());
}
