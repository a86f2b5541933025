using System.Numerics;

namespace DocExtract.Pages.Ocr;

/// <summary>Cuts a text line out of the picture, made level, at the height the models read.</summary>
internal static class LineSampler
{
    /// <summary>Rows of a line.</summary>
    public const int Height = 48;

    private const int MostSamples = 4;

    /// <summary>Columns the line takes at <see cref="Height"/> rows.</summary>
    public static int WidthOf(OrientedBox box, int least, int most) =>
        Math.Clamp((int)MathF.Ceiling(Height * box.HalfLength / Math.Max(1, box.HalfHeight)), least, most);

    /// <summary>
    /// Writes blue, green and red planes from -1 to 1; each output pixel is the mean of enough samples to miss none of the source.
    /// </summary>
    /// <param name="picture">The page.</param>
    /// <param name="box">The line in it.</param>
    /// <param name="width">Columns to fill.</param>
    /// <param name="planes">Three planes of <see cref="Height"/> rows.</param>
    /// <param name="stride">Floats a row; those beyond <paramref name="width"/> are left alone.</param>
    public static void Sample(PixelImage picture, OrientedBox box, int width, Span<float> planes, int stride)
    {
        Vector2 right = box.Along * (2 * box.HalfLength / width), down = box.Down * (2 * box.HalfHeight / Height);
        int across = Samples(right), downwards = Samples(down);
        var origin = box.Center - box.Along * box.HalfLength - box.Down * box.HalfHeight
            + right * (0.5f / across) + down * (0.5f / downwards) - new Vector2(0.5f);
        float scale = 1 / (127.5f * across * downwards);
        int plane = Height * stride;
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                var sum = Vector3.Zero;
                for (int i = 0; i < across * downwards; i++)
                {
                    sum += At(picture, origin + right * (x + i % across / (float)across) + down * (y + i / across / (float)downwards));
                }

                var value = sum * scale - Vector3.One;
                int at = y * stride + x;
                (planes[at], planes[at + plane], planes[at + 2 * plane]) = (value.Z, value.Y, value.X);
            }
        }
    }

    private static int Samples(Vector2 step) => Math.Clamp((int)MathF.Round(step.Length()), 1, MostSamples);

    /// <summary>The colour between four pixels; the picture's edge continues outside it.</summary>
    private static Vector3 At(PixelImage picture, Vector2 point)
    {
        point = Vector2.Clamp(point, Vector2.Zero, new Vector2(picture.Width - 1, picture.Height - 1));
        int x = (int)point.X, y = (int)point.Y;
        int nextX = x + 1 < picture.Width ? 3 : 0, nextY = y + 1 < picture.Height ? picture.Width * 3 : 0;
        int at = (y * picture.Width + x) * 3;
        var rgb = picture.Rgb;
        var upper = Vector3.Lerp(Colour(rgb, at), Colour(rgb, at + nextX), point.X - x);
        var lower = Vector3.Lerp(Colour(rgb, at + nextY), Colour(rgb, at + nextY + nextX), point.X - x);
        return Vector3.Lerp(upper, lower, point.Y - y);
    }

    private static Vector3 Colour(byte[] rgb, int at) => new(rgb[at], rgb[at + 1], rgb[at + 2]);
}
