using System.Security.Cryptography;
using System.Text;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Readers.Vision.Pacing;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DocExtract.Readers.Vision;

/// <summary>
/// Asks one model: answers come from a recording or from memory where there is one; otherwise the endpoint is asked, again when it
/// fails for a moment, and each attempt is booked. Safe to use from several threads.
/// </summary>
internal sealed class ModelClient
{
    private readonly VisionOptions _options;
    private readonly RequestSettings _settings;
    private readonly ChatEndpoint _endpoint;
    private readonly ModelFailures _failures;
    private readonly EndpointPace _pace;
    private readonly ResiliencePipeline _retries;
    private readonly ResiliencePipeline _timeout;
    private readonly TimeProvider _time;
    private readonly AnswerTape? _record;
    private readonly AnswerTape? _replay;

    public ModelClient(VisionOptions options, RequestSettings settings, TimeProvider time)
    {
        (_options, _settings, _time) = (options, settings, time);
        _record = options.Record is { } record ? new AnswerTape(record) : null;
        _replay = options.Replay is { } replay ? new AnswerTape(replay) : null;
        Address = _replay is null ? options.Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "replay";
        _failures = new ModelFailures(options, Address);
        _pace = new EndpointPace(options, settings.Concurrency, _failures, time);
        _endpoint = new ChatEndpoint(options, _failures, _pace, time);
        _retries = ModelResilience.Retries(options, time);
        _timeout = ModelResilience.Timeout(options, time);
    }

    /// <summary>Scheme, host and path; no key, no query. <c>replay</c> where recorded answers are given.</summary>
    public string Address { get; }

    /// <exception cref="ModelCallException">The endpoint failed, or the answer was to be replayed and was never recorded.</exception>
    /// <exception cref="BudgetExceededException">A budget does not cover the call.</exception>
    public async Task<ChatAnswer> AskAsync(ModelQuestion question, IModelAccount account, CancellationToken cancellationToken)
    {
        if (_replay is not null)
        {
            return await _replay.FindAsync(question.Body, cancellationToken) is { } taped && ChatAnswer.Parse(taped) is { } answer
                ? answer with { Usage = TokenUsage.Unknown }
                : throw _failures.NotRecorded();
        }

        var plan = Plan(question);
        if (await account.RecallAsync(plan, question.Body, cancellationToken) is { } kept && ChatAnswer.Parse(kept) is { } known)
        {
            return known;
        }

        var asked = await SendAsync(question, plan, account, cancellationToken);
        if (question.IsAnsweredBy(asked))
        {
            // Paid is paid, also where nobody wants it any more.
            await account.RememberAsync(plan, asked.ToJson(), CancellationToken.None);
        }

        await (_record?.KeepAsync(question.Body, asked.ToJson(), cancellationToken) ?? Task.CompletedTask);

        return asked;
    }

    private async Task<ChatAnswer> SendAsync(ModelQuestion question, PlannedCall plan, IModelAccount account, CancellationToken cancellationToken)
    {
        using var wait = account.Wait();
        try
        {
            return await _retries.ExecuteAsync(async token => await AttemptAsync(question, plan, account, token), cancellationToken);
        }
        catch (TimeoutRejectedException late)
        {
            throw _failures.TooLate(late);
        }
        catch (BrokenCircuitException resting)
        {
            throw _failures.Resting(resting.RetryAfter);
        }
    }

    /// <summary>One call in its turn.</summary>
    private async Task<ChatAnswer> AttemptAsync(ModelQuestion question, PlannedCall plan, IModelAccount account, CancellationToken cancellationToken)
    {
        await _pace.EnterAsync(plan.PredictedInputTokens, cancellationToken);
        bool? wasTooMuch = null;
        try
        {
            var answer = await CallAsync(question, plan, account, cancellationToken);
            wasTooMuch = false;
            return answer;
        }
        catch (ModelCallException failure) when (failure.Status is 429 or 503 or 529)
        {
            wasTooMuch = true;
            throw;
        }
        finally
        {
            _pace.Leave(wasTooMuch);
        }
    }

    /// <summary>One call, booked whatever becomes of it: what is neither answered nor refused may have been charged.</summary>
    private async Task<ChatAnswer> CallAsync(ModelQuestion question, PlannedCall plan, IModelAccount account, CancellationToken cancellationToken)
    {
        long reservation = await account.ReserveAsync(plan, cancellationToken);
        long started = _time.GetTimestamp();
        var call = new ModelCall { Plan = plan, State = CallState.Uncertain, Cost = plan.ReservedCost, Error = "Nobody waited for the answer." };
        try
        {
            var answer = await _timeout.ExecuteAsync(async late => await _endpoint.SendAsync(question.Body, question.Listen?.Invoke(), late, cancellationToken), cancellationToken);
            call = Booked(plan, answer, _settings.Price);
            return answer;
        }
        catch (ModelCallException failure)
        {
            call = failure.MayBeCharged
                ? call with { Error = failure.Message }
                : call with { State = CallState.Failed, Cost = 0, Error = failure.Message };
            throw;
        }
        finally
        {
            await account.SettleAsync(reservation, call with { Duration = _time.GetElapsedTime(started) });
        }
    }

    /// <summary>What an answered call cost, as far as the server says what it took.</summary>
    internal static ModelCall Booked(PlannedCall plan, ChatAnswer answer, ModelPrice price)
    {
        var (input, cached, output) = answer.Usage;
        bool told = input is not null && output is not null;
        return new ModelCall
        {
            Plan = plan,
            State = told ? CallState.Spent : CallState.Uncertain,
            Cost = told
                ? price.Of(input!.Value, Math.Min(cached ?? 0, input.Value), output!.Value)
                : plan.ReservedCost, // Thinking is charged too, and nobody sees how much of it there was.
            ResponseModel = answer.Model,
            InputTokens = input,
            CachedInputTokens = cached,
            OutputTokens = output,
            FinishReason = answer.FinishReason,
            Error = answer.Broken is { } broken ? $"Broken off: {broken}." : null,
        };
    }

    private PlannedCall Plan(ModelQuestion question) => new()
    {
        Endpoint = Address,
        Model = _options.Model,
        Purpose = question.Purpose,
        PromptSha256 = question.PromptSha256,
        QuestionSha256 = Hash(Encoding.UTF8.GetBytes($"{Address}\n"), question.Body.Span),
        PredictedInputTokens = question.PredictedTokens,
        ReservedCost = _settings.Price.Of(question.PredictedTokens, 0, _options.MaxOutputTokens),
    };

    private static string Hash(ReadOnlySpan<byte> address, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(address);
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
