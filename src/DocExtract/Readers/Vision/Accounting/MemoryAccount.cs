using System.Collections.Concurrent;
using System.Globalization;

namespace DocExtract.Readers.Vision.Accounting;

/// <summary>An account without a database: for reading files directly. It remembers no answers.</summary>
/// <param name="limit">The most that the file may cost; null for no limit.</param>
public sealed class MemoryAccount(decimal? limit = null) : IModelAccount
{
    private readonly ConcurrentQueue<ModelCall> _calls = new();
    private readonly ConcurrentDictionary<long, decimal> _reserved = new();
    private readonly Lock _lock = new();
    private decimal _spent;
    private long _last;

    public IReadOnlyList<ModelCall> Calls => [.. _calls];

    public Task<long> ReserveAsync(PlannedCall planned, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(planned);
        lock (_lock)
        {
            if (_spent + _reserved.Values.Sum() + planned.ReservedCost > limit)
            {
                throw new BudgetExceededException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The next call to {planned.Model} may cost {planned.ReservedCost:0.####} and pass the budget of {limit} for a document, of which {_spent:0.####} is spent. Raise Vision__DocumentBudget, or enter the rest by hand."));
            }

            _reserved[++_last] = planned.ReservedCost;
            return Task.FromResult(_last);
        }
    }

    public Task SettleAsync(long reservation, ModelCall made)
    {
        ArgumentNullException.ThrowIfNull(made);
        lock (_lock)
        {
            _reserved.TryRemove(reservation, out _);
            _spent += made.Cost;
        }

        _calls.Enqueue(made);
        return Task.CompletedTask;
    }

    public Task<string?> RecallAsync(PlannedCall planned, ReadOnlyMemory<byte> question, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task RememberAsync(PlannedCall planned, string answer, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> WasReadBeforeAsync(Extraction words, CancellationToken cancellationToken) => Task.FromResult(false);
}
