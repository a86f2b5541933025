namespace DocExtract.Sources;

/// <summary>Tells a file's kind from its first bytes.</summary>
internal static class SourceKinds
{
    /// <exception cref="DocumentRejectedException">None of the kinds that are read.</exception>
    public static SourceKind Detect(ReadOnlySpan<byte> content) => content switch
    {
        // Acrobat accepts the header anywhere in the first 1024 bytes (ISO 32000-1, Annex H, note 13).
        _ when content[..Math.Min(content.Length, 1024)].IndexOf("%PDF-"u8) >= 0 => SourceKind.Pdf,
        [0xFF, 0xD8, 0xFF, ..] => SourceKind.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => SourceKind.Png,
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => SourceKind.Tiff,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => SourceKind.WebP,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => SourceKind.Gif,
        [(byte)'B', (byte)'M', ..] when content.Length > 26 => SourceKind.Bmp,
        _ when IsHeic(content) => SourceKind.Heic,
        _ when IsXml(content) => SourceKind.Xml,
        _ => throw new DocumentRejectedException(
            RejectionCode.Unsupported,
            "This is not a kind of file that is read. Send a PDF, a picture (JPEG, PNG, TIFF, WebP, HEIC, GIF, BMP) or an e-invoice XML."),
    };

    /// <summary>ISO base media file (ISO/IEC 14496-12) whose brand is one of the HEIF family's (ISO/IEC 23008-12).</summary>
    private static bool IsHeic(ReadOnlySpan<byte> content) =>
        content.Length >= 12 && content[4..8].SequenceEqual("ftyp"u8)
        && (content[8..12].SequenceEqual("heic"u8) || content[8..12].SequenceEqual("heix"u8) || content[8..12].SequenceEqual("hevc"u8)
            || content[8..12].SequenceEqual("heim"u8) || content[8..12].SequenceEqual("heis"u8) || content[8..12].SequenceEqual("mif1"u8)
            || content[8..12].SequenceEqual("msf1"u8));

    /// <summary>An XML declaration or a root element after an optional byte order mark and white space, in UTF-8 or UTF-16; HTML is not XML.</summary>
    private static bool IsXml(ReadOnlySpan<byte> content)
    {
        Span<char> head = stackalloc char[256];
        int length = 0;
        foreach (byte b in content[..Math.Min(content.Length, 512)])
        {
            if (b is not (0 or 0xEF or 0xBB or 0xBF or 0xFF or 0xFE) && length < head.Length)
            {
                head[length++] = char.ToLowerInvariant((char)b);
            }
        }

        var text = head[..length].TrimStart();
        return text.StartsWith("<?xml") || (text.Length > 1 && text[0] == '<' && char.IsLetter(text[1]) && !text.StartsWith("<html"));
    }
}
