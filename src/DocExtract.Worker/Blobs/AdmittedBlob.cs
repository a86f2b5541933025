using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DocExtract.Sources;

namespace DocExtract.Worker.Blobs;

/// <summary>One version of a blob that there is room for in memory.</summary>
/// <param name="blob">The blob.</param>
/// <param name="version">Its version.</param>
/// <param name="size">Of that version, in bytes.</param>
/// <param name="place">The room.</param>
internal sealed class AdmittedBlob(BlobClient blob, BlobRequestConditions version, long size, IDisposable place) : IDisposable
{
    /// <exception cref="DocumentRejectedException">Deleted or overwritten meanwhile.</exception>
    public async Task<ReadOnlyMemory<byte>> DownloadAsync(CancellationToken cancellationToken)
    {
        using var download = await Inbox.OrGoneAsync(
            async () => (await blob.DownloadStreamingAsync(new BlobDownloadOptions { Conditions = version }, cancellationToken)).Value);
        var content = new byte[size];
        await download.Content.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    public void Dispose() => place.Dispose();
}
