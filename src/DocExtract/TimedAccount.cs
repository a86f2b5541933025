using DocExtract.Readers.Vision.Accounting;

namespace DocExtract;

/// <summary>A file's account, which also keeps the waits for a model apart from the work on the file.</summary>
internal sealed class TimedAccount(IModelAccount account, WorkTime work) : IModelAccount
{
    public IReadOnlyList<ModelCall> Calls => account.Calls;

    public IDisposable? Wait() => work.Pause();

    public Task<long> ReserveAsync(PlannedCall planned, CancellationToken cancellationToken) => account.ReserveAsync(planned, cancellationToken);

    public Task SettleAsync(long reservation, ModelCall made) => account.SettleAsync(reservation, made);

    public Task<string?> RecallAsync(PlannedCall planned, ReadOnlyMemory<byte> question, CancellationToken cancellationToken) =>
        account.RecallAsync(planned, question, cancellationToken);

    public Task RememberAsync(PlannedCall planned, string answer, CancellationToken cancellationToken) =>
        account.RememberAsync(planned, answer, cancellationToken);

    public Task<bool> WasReadBeforeAsync(Extraction words, CancellationToken cancellationToken) => account.WasReadBeforeAsync(words, cancellationToken);
}
