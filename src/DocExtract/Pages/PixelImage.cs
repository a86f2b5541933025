namespace DocExtract.Pages;

/// <summary>Pixels of one page: packed 8-bit RGB rows from the top, no padding, transparent parts over white.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Rgb">Width × Height × 3 bytes; owned by this image, not to be changed.</param>
/// <param name="Dpi">Pixels an inch where that is known (rendered PDF pages, scans that say so), otherwise null.</param>
public sealed record PixelImage(int Width, int Height, byte[] Rgb, double? Dpi);
