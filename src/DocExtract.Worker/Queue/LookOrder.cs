namespace DocExtract.Worker.Queue;

/// <summary>
/// In which order queues are looked into: the most urgent first. Every eighth look begins with one of the others, these in turn, the least
/// urgent first: a queue that is never empty must not starve those behind it for ever.
/// </summary>
internal sealed class LookOrder(int queues)
{
    private const int Share = 8;

    private long _looks;

    /// <summary>The queues of the next look, by their place in the order of urgency.</summary>
    public IEnumerable<int> Next()
    {
        long look = ++_looks;
        int first = queues > 1 && look % Share == 0 ? queues - 1 - (int)(((look / Share) - 1) % (queues - 1)) : 0;
        return Enumerable.Range(0, queues).OrderBy(queue => queue != first);
    }
}
