namespace DocExtract.Sources;

/// <summary>What a file is, told from its first bytes; never from its name.</summary>
public enum SourceKind
{
    Pdf,
    Jpeg,
    Png,
    Tiff,
    WebP,
    Heic,
    Gif,
    Bmp,
    Xml,
}
