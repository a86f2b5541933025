namespace DocExtract.Pages.Images;

/// <summary>How many pictures a file holds and, unless there are too many, their sizes in pixels.</summary>
internal sealed record PictureSizes(int Count, IReadOnlyList<(int Width, int Height)> Sizes);

/// <summary>Takes a decoded picture: packed 8-bit RGB rows; <paramref name="rgb"/> ends with the call.</summary>
internal delegate void PixelSink(int width, int height, double? dpi, ReadOnlySpan<byte> rgb);
