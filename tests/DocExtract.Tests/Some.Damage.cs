using System.Numerics;
using DocExtract.Pages;
using NetVips;

namespace DocExtract.Tests;

/// <summary>What may happen to a receipt before it is read.</summary>
/// <param name="Apply">Damages the picture.</param>
/// <param name="Place">Where a place of the whole picture comes to lie, both in fractions.</param>
internal sealed record Damage(Func<PixelImage, PixelImage> Apply, Func<Vector2, Vector2> Place)
{
    public Damage(Func<PixelImage, PixelImage> apply)
        : this(apply, place => place)
    {
    }
}

internal static partial class Some
{
    private const float Shrinking = 0.72f;

    /// <summary>Every damage that OCR must stand, by name.</summary>
    public static IReadOnlyDictionary<string, Damage> Damages { get; } = new Dictionary<string, Damage>
    {
        ["turned 90"] = TurnedBy(90),
        ["turned 180"] = TurnedBy(180),
        ["turned 270"] = TurnedBy(270),
        ["skew 3"] = TurnedBy(3),
        ["skew -3"] = TurnedBy(-3),
        ["skew 8"] = TurnedBy(8),
        ["skew -8"] = TurnedBy(-8),
        ["turned 90 and skew 5"] = TurnedBy(95),
        ["blur"] = new(picture => Changed(picture, image => image.Gaussblur(1.6))),
        ["60 % size"] = new(picture => Changed(picture, image => image.Resize(0.6))),
        ["tiny"] = new(picture => Changed(picture, image => image.Resize(0.3))),
        ["noise and dark"] = new(picture => Changed(picture, image => (image * 0.45) + 10 + Image.Gaussnoise(image.Width, image.Height, sigma: 14, seed: 7))),
        ["low JPEG quality"] = new(picture => Changed(picture, image => Image.NewFromBuffer(image.JpegsaveBuffer(q: 10)))),
        ["poor contrast"] = new(picture => Changed(picture, image => (image * 0.12) + 175)),
        ["poor contrast, dark"] = new(picture => Changed(picture, image => (image * 0.15) + 20)),
        ["shadow of a fold"] = new(picture => Changed(picture, image => image * Shade(image.Width, image.Height, across: 1, waves: 1.5))),
        ["crumpled"] = new(picture => Changed(picture, image => image * Shade(image.Width, image.Height, across: 5, waves: 4))),
        ["seen from the left"] = SeenFrom(new Vector2(0.35f, 0)),
        ["seen from the right and below"] = SeenFrom(new Vector2(-0.3f, -0.25f)),
        ["seen from above"] = SeenFrom(new Vector2(0, 0.35f)),
    };

    private static Damage TurnedBy(double degrees) => new(picture => Turned(picture, degrees), place =>
    {
        // The picture is square, and so is the sheet that holds it turned.
        var turn = Matrix3x2.CreateRotation((float)(degrees * Math.PI / 180));
        var corner = Vector2.Transform(new Vector2(0.5f), turn);
        float size = 2 * Math.Max(Math.Abs(corner.X), Math.Abs(Vector2.Transform(new Vector2(-0.5f, 0.5f), turn).X));
        return (Vector2.Transform(place - new Vector2(0.5f), turn) / size) + new Vector2(0.5f);
    });

    /// <summary>A photograph from aside: the farther, the smaller.</summary>
    private static Damage SeenFrom(Vector2 tilt) => new(
        picture =>
        {
            float[] index = new float[picture.Width * picture.Height * 2];
            var size = new Vector2(picture.Width, picture.Height);
            for (int i = 0; i < picture.Width * picture.Height; i++)
            {
                var seen = ((new Vector2(i % picture.Width, i / picture.Width) / size) - new Vector2(0.5f)) / Shrinking;
                var place = ((seen / (1 - Vector2.Dot(seen, tilt))) + new Vector2(0.5f)) * size;
                (index[2 * i], index[(2 * i) + 1]) = (place.X, place.Y);
            }

            using var map = Image.NewFromMemory(index, picture.Width, picture.Height, 2, Enums.BandFormat.Float);
            return Changed(picture, image => image.Mapim(map, background: [255, 255, 255], extend: Enums.Extend.Background));
        },
        place =>
        {
            var from = place - new Vector2(0.5f);
            return (from / (1 + Vector2.Dot(from, tilt)) * Shrinking) + new Vector2(0.5f);
        });

    /// <summary>Light between half and full that comes and goes along the diagonal.</summary>
    private static Image Shade(int width, int height, double across, double waves)
    {
        using var places = Image.Xyz(width, height);
        using var angle = ((places[0] * across / width) + (places[1] / height)) * (180 * waves);
        return (angle.Math(Enums.OperationMath.Cos) * 0.27) + 0.72;
    }

    private static PixelImage Changed(PixelImage picture, Func<Image, Image> change)
    {
        using var image = Image.NewFromMemory(picture.Rgb, picture.Width, picture.Height, 3, Enums.BandFormat.Uchar);
        using var changed = change(image);
        using var rounded = changed.Cast(Enums.BandFormat.Uchar);
        return new PixelImage(rounded.Width, rounded.Height, rounded.WriteToMemory<byte>(), picture.Dpi);
    }
}
