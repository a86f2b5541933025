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
            throw new DocumentRejectedException(
                RejectionCode.TooLarge,
                $"The file has {content.Length >> 20} MiB; at most {limits.MaxBytes >> 20} MiB are read. Send it in parts or at a lower scan resolution.");
        }

        return new SourceFile(name, SourceKinds.Detect(content.Span), content);
    }

    /// <summary>SHA-256 as 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
