using System.Globalization;
using System.Security.Cryptography;

namespace DocExtract.Sources;

/// <summary>A file that was taken in: what it is called, what it is, and its bytes.</summary>
public sealed record SourceFile
{
    private SourceFile(string name, SourceKind kind, ReadOnlyMemory<byte> content) =>
        (Name, Kind, Content, Sha256) = (name, kind, content, HashOf(content.Span));

    /// <summary>The name it came with; for people only.</summary>
    public string Name { get; }

    public SourceKind Kind { get; }

    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Takes a file in.</summary>
    /// <exception cref="DocumentRejectedException">Empty, too large, or not a kind that is read.</exception>
    public static SourceFile Open(string name, ReadOnlyMemory<byte> content, SourceLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (content.IsEmpty)
        {
            throw new DocumentRejectedException(RejectionCode.Empty, "The file has no content (0 bytes). Send it again; the upload may have broken off.");
        }

        if (content.Length > limits.MaxBytes)
        {
            throw TooLarge(content.Length, limits);
        }

        return new SourceFile(name, SourceKinds.Detect(content.Span), content);
    }

    /// <summary>The refusal of a file over <see cref="SourceLimits.MaxBytes"/>, for those who know the size before they have the bytes.</summary>
    public static DocumentRejectedException TooLarge(long bytes, SourceLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new DocumentRejectedException(
            RejectionCode.TooLarge,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The file has {bytes:N0} bytes; at most {limits.MaxBytes / 1048576.0:0.##} MiB are read. Send it in parts or at a lower scan resolution."));
    }

    /// <summary>SHA-256 as 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
