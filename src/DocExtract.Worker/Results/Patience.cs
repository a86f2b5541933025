namespace DocExtract.Worker.Results;

/// <summary>
/// Waits for Postgres rather than lose what was worked out or paid for: a statement is tried again while the database is in trouble.
/// When the wait is over, by its limit or because nobody wants it any more, the failure is Postgres' own, so that nobody takes it for
/// the document's. Where the process must end, each statement is tried once more before: a connection that was only cut costs nothing then.
/// </summary>
/// <param name="limit">How long a statement is tried at most.</param>
/// <param name="time">Measures the waits.</param>
/// <param name="ending">Cancelled when the process must end: nothing waits any longer.</param>
internal sealed class Patience(TimeSpan limit, TimeProvider time, CancellationToken ending)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>With the limit that the settings have by default.</summary>
    public static readonly Patience ByDefault = new(new PostgresOptions().HoldResultsFor, TimeProvider.System, CancellationToken.None);

    /// <summary>
    /// Runs a statement until it succeeds. It must be harmless when done twice: where the connection broke off, nobody knows whether it was done.
    /// </summary>
    public async Task<T> WithPostgresAsync<T>(Func<CancellationToken, Task<T>> statementAsync, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending);
        bool isLast = false;
        for (int tries = 0; ; tries++)
        {
            try
            {
                return await statementAsync(cancellationToken);
            }
            catch (Exception failure) when (PostgresTrouble.Is(failure))
            {
                var wait = Wait(tries);
                if (isLast || time.GetElapsedTime(began) + wait > limit)
                {
                    throw;
                }

                await Task.Delay(wait, time, waiting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (cancellationToken.IsCancellationRequested)
                {
                    throw;
                }

                isLast = ending.IsCancellationRequested;
            }
        }
    }

    /// <inheritdoc cref="WithPostgresAsync{T}(Func{CancellationToken, Task{T}}, CancellationToken)"/>
    public Task WithPostgresAsync(Func<CancellationToken, Task> statementAsync, CancellationToken cancellationToken) => WithPostgresAsync(
        async token =>
        {
            await statementAsync(token);
            return true;
        },
        cancellationToken);

    private static TimeSpan Wait(int tries)
    {
        var doubled = First * Math.Pow(2, Math.Min(tries, 16));
        return (doubled < Longest ? doubled : Longest) * (0.8 + (0.4 * Random.Shared.NextDouble()));
    }
}
