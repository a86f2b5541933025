using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DocExtract.Sources;

namespace DocExtract.Worker.Blobs;

/// <summary>The container that documents are dropped into.</summary>
internal sealed class Inbox(BlobContainerClient container, SourceLimits limits)
{
    /// <summary>The blob that an address names.</summary>
    /// <exception cref="FormatException">The address is of another account or container: such blobs are never read.</exception>
    public BlobClient Find(Uri url)
    {
        var root = container.Uri.AbsoluteUri.TrimEnd('/') + "/";
        var name = url.AbsoluteUri.StartsWith(root, StringComparison.Ordinal) ? Uri.UnescapeDataString(url.AbsoluteUri[root.Length..]) : "";
        return name.Length > 0
            ? container.GetBlobClient(name)
            : throw new FormatException($"The message names {url}, which is not in {root}; only that container is read.");
    }

    /// <summary>The blob's present version; null when there is no such blob.</summary>
    public static async Task<string?> VersionAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag.ToString("G");
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    /// <summary>Downloads one version of a blob; looks at its size first.</summary>
    /// <exception cref="DocumentRejectedException">Too large, deleted, overwritten meanwhile, or of no version: it never came.</exception>
    public async Task<ReadOnlyMemory<byte>> DownloadAsync(BlobClient blob, string etag, CancellationToken cancellationToken)
    {
        try
        {
            if (etag.Length == 0)
            {
                throw new DocumentRejectedException(
                    RejectionCode.Gone, "The file never came, or was deleted before it was read. Upload it, and send its message again.");
            }

            var ifThisVersion = new BlobRequestConditions { IfMatch = new ETag(etag) };
            using var download = (await blob.DownloadStreamingAsync(new BlobDownloadOptions { Conditions = ifThisVersion }, cancellationToken)).Value;
            if (download.Details.ContentLength > limits.MaxBytes)
            {
                throw SourceFile.TooLarge(download.Details.ContentLength, limits);
            }

            var content = new byte[download.Details.ContentLength];
            await download.Content.ReadExactlyAsync(content, cancellationToken);
            return content;
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            throw new DocumentRejectedException(RejectionCode.Gone, "The file was deleted before it was read. Upload it again if it is still needed.", gone);
        }
        catch (RequestFailedException overwritten) when (overwritten.Status == 412)
        {
            throw new DocumentRejectedException(
                RejectionCode.Gone, "The file was overwritten before it was read; the newer version is a document of its own.", overwritten);
        }
    }
}
