namespace DocExtract.Worker.Outbox;

/// <summary>Takes a step again and again until it is told to stop, whatever goes wrong with it.</summary>
internal sealed partial class Repetition(TimeProvider time, ILogger<Repetition> log)
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    /// <param name="stepAsync">Tells how long to wait before the next.</param>
    /// <param name="stopping">Ends it, without an exception.</param>
    public async Task RunAsync(Func<CancellationToken, Task<TimeSpan>> stepAsync, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = AfterTrouble;
            try
            {
                pause = await stepAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Announcing never ends the worker: what was not settled is due again, and Postgres may be away.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogTrouble(failure);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Announcements wait")]
    private partial void LogTrouble(Exception failure);
}
