using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DocExtract.Sources;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Intake;

/// <summary>What became of a file.</summary>
internal enum Taken
{
    /// <summary>It is in the inbox, and its message in the queue.</summary>
    Sent,

    /// <summary>Its content is a document already.</summary>
    Known,

    /// <summary>It changed while it was read: it was not whole.</summary>
    Changed,
}

/// <summary>Brings files of a folder into the inbox, each content once, whoever sent it and however often the folder is looked through.</summary>
internal sealed class FolderIntake(Inbox inbox, Queues queues, DocumentStore store, BatchQueries known, SourceLimits limits)
{
    /// <summary>
    /// Uploads a file, announces it, and notes it as known after that: a crash in between has it sent again, under the same name and version,
    /// which is the same document.
    /// </summary>
    /// <param name="file">The file, as it was when it was looked at.</param>
    /// <param name="documentType">Its type where that is known.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    /// <exception cref="DocumentRejectedException">It is too large.</exception>
    /// <exception cref="FormatException">No document can be kept by its name.</exception>
    public async Task<Taken> TakeAsync(FileInfo file, string? documentType, CancellationToken cancellationToken)
    {
        if (file.Length > limits.MaxBytes)
        {
            throw SourceFile.TooLarge(file.Length, limits);
        }

        // What is sent is what was looked at: it may be written to again at any time.
        byte[] content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        var now = new FileInfo(file.FullName);
        if (content.Length != file.Length || (now.Length, now.LastWriteTimeUtc) != (file.Length, file.LastWriteTimeUtc))
        {
            return Taken.Changed;
        }

        string sha256 = SourceFile.HashOf(content);
        if (await known.KnownAsync(sha256, cancellationToken) is not null)
        {
            return Taken.Known;
        }

        var blob = BlobAddress.Named(inbox.Uploads, $"{sha256[..16]}/{file.Name}");
        var announcement = new Announcement(blob.Uri, await UploadAsync(blob, content, cancellationToken), documentType);
        await queues.SendAsync(announcement.ToMessage(), cancellationToken);
        await store.AnnounceAsync(announcement, sha256, CancellationToken.None);
        return Taken.Sent;
    }

    /// <summary>The version: the one that is there by this name has the same content.</summary>
    private static async Task<string?> UploadAsync(BlobClient blob, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            var uploaded = await blob.UploadAsync(
                BinaryData.FromBytes(content), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken);
            return uploaded.Value.ETag.ToString("G");
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            return await Inbox.VersionAsync(blob, cancellationToken) ?? throw new IOException($"{blob.Name} was deleted while it was uploaded.", exists);
        }
    }
}
