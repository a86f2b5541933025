using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace DocExtract.Worker.Queue;

/// <summary>
/// One delivery of a message: keeps it hidden from other workers while it is worked on and settles it once. Every update
/// changes the pop receipt, so renewal and settlement take turns.
/// </summary>
internal sealed class Delivery : IAsyncDisposable
{
    private readonly QueueClient _queue;
    private readonly TimeSpan _visibility;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Task _renewing;
    private string _popReceipt;
    private long _renewedAt;
    private Func<CancellationToken, Task<bool>> _alsoRenew = _ => Task.FromResult(true);

    public Delivery(QueueClient queue, QueueMessage message, TimeSpan visibility, TimeProvider time)
    {
        (_queue, _visibility, _time, _popReceipt, Message) = (queue, visibility, time, message.PopReceipt, message);
        _renewedAt = time.GetTimestamp();
        _renewing = RenewAsync();
    }

    public QueueMessage Message { get; }

    /// <summary>The queue that it came from, and is settled on.</summary>
    public string QueueName => _queue.Name;

    /// <summary>Cancelled when another worker owns the message: the work must stop.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Renews something else together with the message; when that answers false, the message counts as lost.</summary>
    public void AlsoRenew(Func<CancellationToken, Task<bool>> renew) => _alsoRenew = renew;

    public Task DeleteAsync() => SettleAsync(() => _queue.DeleteMessageAsync(Message.MessageId, _popReceipt));

    /// <summary>Visible again after the delay; the body stays as it is.</summary>
    public Task ReturnAsync(TimeSpan delay) =>
        SettleAsync(() => _queue.UpdateMessageAsync(Message.MessageId, _popReceipt, (string?)null, delay));

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        _ended.Dispose();
        _lost.Dispose();
        _turn.Dispose();
    }

    private async Task SettleAsync(Func<Task> settle)
    {
        await _ended.CancelAsync();
        await _turn.WaitAsync();
        try
        {
            await settle();
        }
        catch (RequestFailedException failure) when (IsLost(failure))
        {
            // Somebody else has it: whatever we wanted to say about it is theirs to say.
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            while (!_lost.IsCancellationRequested)
            {
                await Task.Delay(_visibility / 3, _time, _ended.Token);

                // A lapsed message may already be another worker's: stop before that, not after.
                var left = (_visibility * 0.9) - _time.GetElapsedTime(_renewedAt);
                if (left <= TimeSpan.Zero || !await TryRenewAsync(left))
                {
                    break;
                }
            }

            await _lost.CancelAsync();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Settled or disposed: nothing left to renew.
        }
    }

    /// <summary>
    /// False when the message is another worker's; true when it was renewed or may be renewed later. A renewal that is under way is not broken
    /// off by a settlement, which waits for it: it may have changed the pop receipt already.
    /// </summary>
    private async Task<bool> TryRenewAsync(TimeSpan left)
    {
        using var intime = new CancellationTokenSource(left < _visibility / 3 ? left : _visibility / 3, _time);
        using var token = CancellationTokenSource.CreateLinkedTokenSource(intime.Token, _ended.Token);
        try
        {
            await RenewOnceAsync(intime.Token);
            _renewedAt = _time.GetTimestamp();

            // What does not answer must not keep the message from its next renewal.
            intime.CancelAfter(_visibility / 3);
            return await _alsoRenew(token.Token);
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            return failure is not RequestFailedException refused || !IsLost(refused);
        }
    }

    private async Task RenewOnceAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Settled meanwhile: nothing left to renew.
            _ended.Token.ThrowIfCancellationRequested();
            var receipt = await _queue.UpdateMessageAsync(Message.MessageId, _popReceipt, (string?)null, _visibility, cancellationToken);
            _popReceipt = receipt.Value.PopReceipt;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Azurite and Azure answer 400 PopReceiptMismatch when another worker dequeued it, 404 when it was deleted.</summary>
    private static bool IsLost(RequestFailedException failure) =>
        failure.Status == 404 || failure.ErrorCode == QueueErrorCode.PopReceiptMismatch.ToString();
}
