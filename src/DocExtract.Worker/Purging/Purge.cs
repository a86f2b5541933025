using Azure;
using Azure.Storage.Blobs.Models;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Jobs;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Purging;

/// <summary>Removes old documents, their files where that is asked for, and old answers of models.</summary>
/// <param name="store">The rows.</param>
/// <param name="inbox">The files; null where they stay.</param>
/// <param name="tell">Hears how far it is, and which files could not be deleted.</param>
internal sealed class Purge(PurgeStore store, Inbox? inbox, Action<string> tell)
{
    private const int CallsAtOnce = 8;

    /// <summary>How many files were purged, and how many had to be left because their blob could not be deleted.</summary>
    public async Task<(long Purged, long Left)> DocumentsAsync(PurgeScope scope, CancellationToken cancellationToken)
    {
        long purged = 0, left = 0, last = 0;
        while (await store.NextAsync(scope, last, files => DeleteAsync(files, cancellationToken), cancellationToken) is { } portion)
        {
            (purged, left, last) = (purged + portion.Purged, left + portion.Left, portion.Last);
            tell($"{purged} files purged.");
        }

        return (purged, left);
    }

    private async Task<long[]> DeleteAsync(IReadOnlyList<PurgeCandidate> files, CancellationToken cancellationToken)
    {
        bool[] gone = new bool[files.Count];
        await Parallel.ForAsync(
            0, gone.Length, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken },
            async (i, token) => gone[i] = await DeleteAsync(files[i], token));
        return [.. files.Where((_, i) => gone[i]).Select(file => file.Id)];
    }

    /// <summary>Only the version that the row is about: a newer one is a document of its own.</summary>
    private async Task<bool> DeleteAsync(PurgeCandidate file, CancellationToken cancellationToken)
    {
        try
        {
            await inbox!.Find(new Uri(file.SourceUri)).DeleteIfExistsAsync(
                DeleteSnapshotsOption.IncludeSnapshots, new BlobRequestConditions { IfMatch = new ETag(file.ETag) }, cancellationToken);
            return true;
        }
        catch (RequestFailedException overwritten) when (overwritten.Status == 412 && overwritten.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return true;
        }
        catch (Exception refused) when (refused is RequestFailedException or FormatException)
        {
            tell($"Document {file.Id} stays, since its file could not be deleted: {(refused is FormatException ? "it is in another container" : FailureText.Of(refused))}");
            return false;
        }
    }
}
