using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DocExtract.Sources;

namespace DocExtract.Worker.Blobs;

/// <summary>The containers that documents are dropped into.</summary>
internal sealed class Inbox(IReadOnlyList<BlobContainerClient> containers, SourceLimits limits, ByteBudget room)
{
    /// <summary>What people are told of a file that is not there any more.</summary>
    public const string Deleted = "The file was deleted before it was read. Upload it again if it is still needed.";

    public IReadOnlyList<BlobContainerClient> Containers => containers;

    /// <summary>The container that files are uploaded to from here.</summary>
    public BlobContainerClient Uploads => containers[0];

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var container in containers)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
    }

    /// <summary>The blob that an address names.</summary>
    /// <exception cref="FormatException">The address is of another account or container, or tries to lead there: such blobs are never read.</exception>
    public BlobClient Find(Uri url) => containers.Select(container => BlobAddress.In(container, url)).FirstOrDefault(blob => blob is not null)
        ?? throw new FormatException(
            $"The message names {url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}, which is not in "
            + $"{string.Join(" or ", containers.Select(container => container.Uri.AbsoluteUri))}; nothing else is read (Storage__InboxContainers).");

    /// <summary>The blob's present version, without quotes; null when there is no such blob.</summary>
    public static async Task<string?> VersionAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag.ToString("G").Trim('"');
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Waits until there is room in memory for one version of a blob; looks at its size first.</summary>
    /// <returns>The right to download it; the room is given back when it is disposed of.</returns>
    /// <exception cref="DocumentRejectedException">Too large, deleted, or overwritten meanwhile.</exception>
    public async Task<AdmittedBlob> AdmitAsync(BlobClient blob, string etag, CancellationToken cancellationToken)
    {
        // Announced without a version when there was no such file.
        var version = new BlobRequestConditions { IfMatch = new ETag(etag.Length > 0 ? etag : throw Gone(null)) };
        var properties = await OrGoneAsync(() => blob.GetPropertiesAsync(version, cancellationToken));
        long size = properties.Value.ContentLength;
        return size <= limits.MaxBytes
            ? new AdmittedBlob(blob, version, size, await room.EnterAsync(size, cancellationToken))
            : throw SourceFile.TooLarge(size, limits);
    }

    /// <summary>Downloads one version of a blob, for those who hold one at a time.</summary>
    /// <inheritdoc cref="AdmitAsync" path="/exception"/>
    public async Task<ReadOnlyMemory<byte>> DownloadAsync(BlobClient blob, string etag, CancellationToken cancellationToken)
    {
        using var admitted = await AdmitAsync(blob, etag, cancellationToken);
        return await admitted.DownloadAsync(cancellationToken);
    }

    /// <summary>Asks for a version of a blob.</summary>
    /// <exception cref="DocumentRejectedException">There is no such version any more.</exception>
    internal static async Task<T> OrGoneAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            throw Gone(gone);
        }
        catch (RequestFailedException overwritten) when (overwritten.Status == 412)
        {
            throw new DocumentRejectedException(
                RejectionCode.Gone, "The file was overwritten before it was read; the newer version is a document of its own.", overwritten);
        }
    }

    private static DocumentRejectedException Gone(Exception? cause) => new(RejectionCode.Gone, Deleted, cause);
}
