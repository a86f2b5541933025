using DocExtract.Worker.Results;

namespace DocExtract.Worker.Outbox;

/// <summary>
/// Sends what waits for one destination: several at a time while it takes them, one at a time and ever more rarely while it does not.
/// An announcement is removed after it was sent, so a crash between sends it twice, with the same id.
/// </summary>
internal sealed partial class Announcer(IDestination destination, OutboxQueries outbox, OutboxOptions options, ILogger<Announcer> log)
{
    private const int AtOnce = 16;

    /// <summary>Whatever a destination asks for, it is asked again after this.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestOwnRest = TimeSpan.FromMinutes(1);

    /// <summary>Longer than sending takes: so long no other worker sends the same.</summary>
    private readonly TimeSpan _hold = options.Timeout + TimeSpan.FromSeconds(30);
    private int _refusals;
    private string? _off;

    /// <summary>Sends what is due now.</summary>
    /// <returns>How long to wait before the next look; zero when there is more to send.</returns>
    public async Task<TimeSpan> SendDueAsync(CancellationToken cancellationToken)
    {
        if (_off is not null)
        {
            await outbox.GiveUpAsync(destination.Name, _off, cancellationToken);
            return options.PollInterval;
        }

        int count = _refusals == 0 ? AtOnce : 1;
        var taken = await outbox.TakeAsync(destination.Name, count, _hold, cancellationToken);
        var current = taken.Where(document => document.IsCurrent).ToList();
        var replies = await Task.WhenAll(current.Select(document => SendAsync(document, cancellationToken)));
        await SettleAsync(taken, [.. current.Zip(replies)], cancellationToken);
        return Rest(replies) ?? (taken.Count == count ? TimeSpan.Zero : options.PollInterval);
    }

    private async Task<Reply> SendAsync(FinishedDocument document, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(options.Timeout);
        try
        {
            return await destination.SendAsync(document.EventId, FinishedMessage.Of(document, options.IncludeData), late.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Reply.NotNow($"The {destination.Name} did not answer within {options.Timeout.TotalSeconds:0.#} seconds.");
        }
#pragma warning disable CA1031 // One announcement never holds up the others.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new Reply.NotNow($"Sending to the {destination.Name} failed ({failure.GetType().Name}).");
        }
    }

    private async Task SettleAsync(
        IReadOnlyList<FinishedDocument> taken, IReadOnlyList<(FinishedDocument Document, Reply Reply)> sent, CancellationToken cancellationToken)
    {
        Guid[] done = [.. taken.Where(document => !document.IsCurrent).Select(document => document.EventId),
            .. sent.Where(one => one.Reply is Reply.Taken).Select(one => one.Document.EventId)];
        if (done.Length > 0)
        {
            await outbox.RemoveAsync(destination.Name, done, cancellationToken);
        }

        if (sent.Select(one => one.Reply).OfType<Reply.Off>().FirstOrDefault() is { } off)
        {
            _off = off.Reason;
            LogOff(destination.Name, off.Reason);
        }

        Postponed[] postponed = [.. sent.Where(one => one.Reply is Reply.NotNow).Select(one => Postpone(one.Document, (Reply.NotNow)one.Reply))];
        if (postponed.Length > 0)
        {
            int givenUp = await outbox.PostponeAsync(destination.Name, postponed, options.GiveUpAfter, cancellationToken);
            LogNotTaken(destination.Name, postponed.Length, givenUp, postponed[0].Reason);
        }
    }

    private Postponed Postpone(FinishedDocument document, Reply.NotNow refusal)
    {
        var backOff = Jittered(Doubled(options.RetryDelay, document.Tries - 1, options.MaxRetryDelay));
        var asked = Shorter(refusal.After ?? TimeSpan.Zero, LongestRest);
        return new Postponed(document.EventId, asked > backOff ? asked : backOff, refusal.Reason);
    }

    /// <summary>How long to leave the destination alone, where it took nothing; null where it did, or was asked nothing.</summary>
    private TimeSpan? Rest(Reply[] replies)
    {
        if (replies.Length == 0 || replies.Any(reply => reply is Reply.Taken))
        {
            _refusals = replies.Length == 0 ? _refusals : 0;
            return null;
        }

        var own = Jittered(Doubled(Shorter(FirstRest, options.RetryDelay), _refusals++, Shorter(LongestOwnRest, options.MaxRetryDelay)));
        var asked = replies.OfType<Reply.NotNow>().Max(reply => reply.After) ?? TimeSpan.Zero;
        return asked > own ? Shorter(asked, LongestRest) : own;
    }

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan longest) => Shorter(first * Math.Pow(2, Math.Min(times, 30)), longest);

    private static TimeSpan Jittered(TimeSpan wait) => wait * (0.8 + (0.4 * Random.Shared.NextDouble()));

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} announcements were not taken by the {Destination}, {GivenUp} of them given up: {Reason}")]
    private partial void LogNotTaken(string destination, int count, int givenUp, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing is announced to the {Destination} any more: {Reason}")]
    private partial void LogOff(string destination, string reason);
}
