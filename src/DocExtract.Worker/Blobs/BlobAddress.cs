using Azure.Storage.Blobs;

namespace DocExtract.Worker.Blobs;

/// <summary>Which blob an address names, and by which address alone a blob is known: spelt in other ways it would be another document.</summary>
internal static class BlobAddress
{
    /// <summary>Postgres keeps addresses in an index, whose keys have a largest size.</summary>
    private const int Longest = 2_000;

    /// <summary>The blob of a container; null when the address is of another one.</summary>
    /// <exception cref="FormatException">It is of this container, but no document is kept by such a name; the message says why.</exception>
    public static BlobClient? In(BlobContainerClient container, Uri url)
    {
        var root = container.Uri.AbsoluteUri.TrimEnd('/') + "/";
        return url.AbsoluteUri.StartsWith(root, StringComparison.Ordinal)
            ? Named(container, Uri.UnescapeDataString(url.AbsoluteUri[root.Length..]))
            : null;
    }

    /// <inheritdoc cref="In" path="/exception"/>
    public static BlobClient Named(BlobContainerClient container, string name) => Fault(name) is { } fault ? throw new FormatException(fault)
        : container.GetBlobClient(name) is var blob && blob.Uri.AbsoluteUri.Length <= Longest ? blob
        : throw new FormatException($"The file's address is {blob.Uri.AbsoluteUri.Length} characters long; at most {Longest} are kept. Give the file a shorter name.");

    /// <summary>
    /// "." and ".." would be resolved once more when the address is asked for, and lead out of the container; control characters can be kept
    /// neither in an address nor in a database.
    /// </summary>
    private static string? Fault(string name) =>
        name.Length == 0 ? "The message names a container, and no file in it."
        : name.Split('/', '\\').Any(part => part is "." or "..") ? "The file's name holds '.' or '..' as a folder. Give it a name without."
        : name.Any(char.IsControl) || name.Contains('\uFFFD', StringComparison.Ordinal) ? "The file's name holds characters that cannot be shown. Give it a name without."
        : null;
}
