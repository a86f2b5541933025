using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DocExtract.Worker.Blobs;

namespace DocExtract.Worker.Intake;

/// <summary>What lies in a container, one page of the listing at a time, however many files there are.</summary>
internal static class InboxListing
{
    private const int PageSize = 1_000;

    /// <summary>Files that could be documents: whole, not empty, not the folders of a hierarchical namespace.</summary>
    /// <param name="container">Where.</param>
    /// <param name="prefix">How their names begin; null for all.</param>
    /// <param name="before">Only those that were there before.</param>
    /// <param name="leftOut">Told of files by whose name no document can be kept.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public static async IAsyncEnumerable<IReadOnlyList<Announcement>> PagesAsync(
        BlobContainerClient container, string? prefix, DateTimeOffset before, Action<FormatException> leftOut, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listing = container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = prefix }, cancellationToken).AsPages(pageSizeHint: PageSize);
        await foreach (var page in listing)
        {
            yield return [.. page.Values.Where(blob => IsDocument(blob, before)).Select(blob => AnnouncementOf(container, blob, leftOut)).OfType<Announcement>()];
        }
    }

    private static bool IsDocument(BlobItem blob, DateTimeOffset before) =>
        blob.Properties is { ContentLength: > 0, ETag: not null } && blob.Properties.LastModified < before
        && !(blob.Metadata?.TryGetValue("hdi_isfolder", out var folder) == true && folder.Equals("true", StringComparison.OrdinalIgnoreCase));

    private static Announcement? AnnouncementOf(BlobContainerClient container, BlobItem blob, Action<FormatException> leftOut)
    {
        try
        {
            return new Announcement(BlobAddress.Named(container, blob.Name).Uri, blob.Properties.ETag!.Value.ToString("G"), null);
        }
        catch (FormatException impossible)
        {
            leftOut(impossible);
            return null;
        }
    }
}
