namespace DocExtract.Pages;

/// <summary>Pixels of one page: packed 8-bit RGB rows from the top, no padding, transparent parts over white.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Rgb">Width × Height × 3 bytes; owned by this image, not to be changed.</param>
/// <param name="Dpi">Pixels an inch where that is known (rendered PDF pages, scans that say so), otherwise null.</param>
public sealed record PixelImage(int Width, int Height, byte[] Rgb, double? Dpi)
{
    /// <summary>What lies in a box, in fractions of the picture; never empty.</summary>
    internal PixelImage Cut(Box box)
    {
        int left = Math.Clamp((int)(box.X0 * Width), 0, Width - 1), top = Math.Clamp((int)(box.Y0 * Height), 0, Height - 1);
        int width = Math.Clamp((int)Math.Ceiling(box.Width * Width), 1, Width - left);
        int height = Math.Clamp((int)Math.Ceiling(box.Height * Height), 1, Height - top);
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            Rgb.AsSpan((((top + y) * Width) + left) * 3, width * 3).CopyTo(rgb.AsSpan(y * width * 3));
        }

        return this with { Width = width, Height = height, Rgb = rgb };
    }
}
