using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Batches;

/// <summary>One file of a batch and the document it is in Postgres.</summary>
/// <param name="File">Name as given.</param>
/// <param name="DocumentId">Its row.</param>
/// <param name="AlreadyExtracted">Its content had a stored result before this run.</param>
internal sealed record BatchDocument(string File, long DocumentId, bool AlreadyExtracted);

/// <summary>A document that is in the blob store and in Postgres.</summary>
internal sealed record PlacedDocument(long Id, Announcement Announcement);

/// <summary>Brings files in as a customer would: uploads them to the inbox and announces each on the queue.</summary>
internal sealed class BatchIntake(Inbox inbox, Queues queues, DocumentStore store, BatchQueries queries)
{
    /// <summary>What this run sent, by blob: the same file named twice is one document.</summary>
    private readonly ConcurrentDictionary<string, Lazy<Task<long>>> _added = new();

    /// <param name="file">The file.</param>
    /// <param name="documentType">Its type where that is known.</param>
    /// <param name="again">Extract also what was extracted before.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    public async Task<BatchDocument> AddAsync(FileInfo file, string? documentType, bool again, CancellationToken cancellationToken)
    {
        var sha256 = await HashAsync(file, cancellationToken);
        if (!again && await queries.FinishedAsync(sha256, cancellationToken) is { } finished)
        {
            return new BatchDocument(file.Name, finished, AlreadyExtracted: true);
        }

        var blob = BlobOf(file, sha256);
        var added = await _added.GetOrAdd(blob.Name, _ => new(() => SendAsync(blob, file, sha256, documentType, again, cancellationToken))).Value;
        return new BatchDocument(file.Name, added, AlreadyExtracted: false);
    }

    /// <summary>Uploads a file and gives it a row, but tells no worker of it; null when its content has a stored result.</summary>
    /// <param name="file">The file.</param>
    /// <param name="documentType">Its type where that is known.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    public async Task<PlacedDocument?> PlaceAsync(FileInfo file, string? documentType, CancellationToken cancellationToken)
    {
        var sha256 = await HashAsync(file, cancellationToken);
        return await queries.FinishedAsync(sha256, cancellationToken) is null
            ? await PlaceAsync(BlobOf(file, sha256), file, sha256, documentType, again: false, cancellationToken)
            : null;
    }

    /// <summary>Tells the workers of a document.</summary>
    public Task AnnounceAsync(Announcement announcement, CancellationToken cancellationToken) => queues.SendAsync(announcement.ToMessage(), cancellationToken);

    private BlobClient BlobOf(FileInfo file, string sha256) => inbox.Uploads.GetBlobClient($"{sha256[..16]}/{file.Name}");

    private async Task<long> SendAsync(
        BlobClient blob, FileInfo file, string sha256, string? documentType, bool again, CancellationToken cancellationToken)
    {
        var placed = await PlaceAsync(blob, file, sha256, documentType, again, cancellationToken);
        await store.ReopenAsync(placed.Id, cancellationToken);
        await AnnounceAsync(placed.Announcement, cancellationToken);
        return placed.Id;
    }

    private async Task<PlacedDocument> PlaceAsync(
        BlobClient blob, FileInfo file, string sha256, string? documentType, bool again, CancellationToken cancellationToken)
    {
        var announcement = new Announcement(blob.Uri, await UploadAsync(blob, file, again, cancellationToken), documentType) { Again = again };
        return new PlacedDocument(await store.AnnounceAsync(announcement, sha256, cancellationToken), announcement);
    }

    private static async Task<string> HashAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var content = file.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }

    /// <summary>The version: a new one when asked to read again, else the one that an interrupted run left there.</summary>
    private static async Task<string> UploadAsync(BlobClient blob, FileInfo file, bool again, CancellationToken cancellationToken)
    {
        try
        {
            var conditions = again ? null : new BlobRequestConditions { IfNoneMatch = ETag.All };
            await using var content = file.OpenRead();
            var uploaded = await blob.UploadAsync(content, new BlobUploadOptions { Conditions = conditions }, cancellationToken);
            return uploaded.Value.ETag.ToString("G");
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            return await Inbox.VersionAsync(blob, cancellationToken) ?? throw new IOException($"{blob.Name} was deleted while it was uploaded.", exists);
        }
    }
}
