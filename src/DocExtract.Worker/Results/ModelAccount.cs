using System.Collections.Concurrent;
using DocExtract.Readers.Vision.Accounting;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>
/// The account of one claim, in Postgres: the budgets hold for all workers together, and what an earlier attempt spent counts.
/// An attempt that has lost its claim may settle what it reserved, but reserves no more. While Postgres is away everything here waits:
/// no call is made that is not booked, and what one came to is booked when Postgres is back.
/// </summary>
internal sealed class ModelAccount(NpgsqlDataSource database, ModelBudgets budgets, Claim claim, Patience? patience = null) : IModelAccount
{
    private readonly Patience _patience = patience ?? Patience.ByDefault;
    private readonly ConcurrentQueue<ModelCall> _calls = new();

    public IReadOnlyList<ModelCall> Calls => [.. _calls];

    /// <inheritdoc/>
    /// <exception cref="ClaimLostException">Another attempt has the document.</exception>
    public Task<long> ReserveAsync(PlannedCall planned, CancellationToken cancellationToken)
    {
        long? unheard = null;
        return _patience.WithPostgresAsync(
            async token =>
            {
                await using var connection = await database.OpenConnectionAsync(token);
                await using var transaction = await connection.BeginTransactionAsync(token);
                if (unheard is { } before && await ModelLedger.StandsAsync(transaction, claim, before, token))
                {
                    return before;
                }

                var reservation = await ModelLedger.ReserveAsync(transaction, claim, planned, token) ?? throw new ClaimLostException(claim);
                budgets.Check(planned, reservation);

                // Where the connection breaks off now, only the database knows whether the reservation was stored.
                unheard = reservation.Id;
                await transaction.CommitAsync(token);
                return reservation.Id;
            },
            cancellationToken);
    }

    /// <summary>Waits for Postgres to come back rather than for the document: the money is spent in any case.</summary>
    public async Task SettleAsync(long reservation, ModelCall made)
    {
        _calls.Enqueue(made);
        await _patience.WithPostgresAsync(_ => ModelLedger.SettleAsync(database, reservation, made), CancellationToken.None);
    }

    public async Task<string?> RecallAsync(PlannedCall planned, ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        var answer = budgets.CacheMaxAge > TimeSpan.Zero
            ? await _patience.WithPostgresAsync(token => ModelLedger.RecallAsync(database, claim, planned, budgets.CacheMaxAge, token), cancellationToken)
            : null;
        if (answer is not null)
        {
            _calls.Enqueue(new ModelCall { Plan = planned, State = CallState.Cached });
        }

        return answer;
    }

    public Task<bool> WasReadBeforeAsync(Extraction words, CancellationToken cancellationToken) =>
        _patience.WithPostgresAsync(token => new ContentTwins(database, _patience).WasReadBeforeAsync(claim.DocumentId, words, token), cancellationToken);

    public async Task RememberAsync(PlannedCall planned, string answer, CancellationToken cancellationToken)
    {
        if (budgets.CacheMaxAge > TimeSpan.Zero)
        {
            await _patience.WithPostgresAsync(
                token => ModelLedger.RememberAsync(database, planned, answer, budgets.CacheMaxAge, token), cancellationToken);
        }
    }
}
