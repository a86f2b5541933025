namespace DocExtract.Worker.Queue;

/// <summary>
/// Holds the receiving loop while no message could succeed: messages that are not received keep their place in the queue. Looks again
/// after a wait that grows until a message is settled.
/// </summary>
/// <param name="obstacleAsync">Tells in a sentence what is in the way; null when nothing is.</param>
/// <param name="time">Measures the waits.</param>
/// <param name="log">Told when the loop stops and goes on.</param>
internal sealed partial class Pause(Func<CancellationToken, Task<string?>> obstacleAsync, TimeProvider time, ILogger<Pause> log)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>With a look, shorter than any time after which a loop counts as hung.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private TimeSpan _wait = TimeSpan.Zero;

    /// <summary>Why nothing is received; null while all is well. Nothing is received before a first look.</summary>
    public string? Reason { get; private set; } = "It was not looked yet whether results can be stored.";

    /// <summary>Stops receiving from the next message on.</summary>
    public void Begin(string reason)
    {
        if (Reason is null)
        {
            LogBegun(reason);
        }

        Reason = reason;
    }

    /// <summary>A message was settled: the next pause begins with a short wait.</summary>
    public void Calm() => _wait = First;

    /// <summary>Returns when nothing is in the way.</summary>
    /// <param name="beat">Called at each look, as a sign of life.</param>
    /// <param name="stopping">Ends the wait.</param>
    public async Task PassAsync(Action beat, CancellationToken stopping)
    {
        while (Reason is not null)
        {
            beat();
            await Task.Delay(_wait * (0.8 + (0.4 * Random.Shared.NextDouble())), time, stopping);
            _wait = _wait == TimeSpan.Zero ? First : _wait * 2 < Longest ? _wait * 2 : Longest;
            beat();
            if (await obstacleAsync(stopping) is { } obstacle)
            {
                if (obstacle != Reason)
                {
                    LogBegun(obstacle);
                }

                Reason = obstacle;
            }
            else
            {
                Reason = null;
                LogEnded();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No messages are received: {Reason}")]
    private partial void LogBegun(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Messages are received")]
    private partial void LogEnded();
}
