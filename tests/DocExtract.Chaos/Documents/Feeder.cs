using DocExtract.Chaos.Site;

namespace DocExtract.Chaos.Documents;

/// <summary>Does what the timetable says, each step at its time or as soon as storage is there.</summary>
internal sealed class Feeder(ChaosSite site, Timetable table, TimeProvider time)
{
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    /// <summary>Messages sent, nonsense included.</summary>
    public int Messages { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        foreach (var step in table.Steps)
        {
            var wait = step.At - time.GetElapsedTime(started);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, cancellationToken);
            await site.WithStorageAsync(() => DoAsync(step, cancellationToken), cancellationToken);
        }
    }

    private async Task<bool> DoAsync(Step step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case Step.Upload(_, var file, var version):
                var uploaded = await site.Inbox.GetBlobClient(file.Name).UploadAsync(BinaryData.FromBytes(version.Content), overwrite: true, cancellationToken);
                version.ETag = uploaded.Value.ETag.ToString("G").Trim('"');
                return true;
            case Step.Announce(_, var file, var version, var form, var withVersion):
                version.Announced++;
                int sequence = file.Versions.TakeWhile(earlier => earlier != version).Count() + 1;
                return await SendAsync(Documents.Messages.Of(form, site.AddressOf(file.Name), withVersion ? version.ETag : null, sequence), cancellationToken);
            case Step.Send(_, var message):
                return await SendAsync(message(site.AddressOf("nothing.pdf")), cancellationToken);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<bool> SendAsync(BinaryData message, CancellationToken cancellationToken)
    {
        await site.Queue.SendMessageAsync(message, timeToLive: Never, cancellationToken: cancellationToken);
        Messages++;
        return true;
    }
}
