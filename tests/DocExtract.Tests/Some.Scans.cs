using DocExtract.Pages;
using NetVips;

namespace DocExtract.Tests;

internal static partial class Some
{
    /// <summary>What differs between two scans of one sheet, by name.</summary>
    public static IReadOnlyDictionary<string, Func<PixelImage, PixelImage>> ScanDamages { get; } = new Dictionary<string, Func<PixelImage, PixelImage>>
    {
        ["70 % size"] = picture => Changed(picture, image => image.Resize(0.7)),
        ["turned by 1 degree"] = picture => Changed(picture, image => image.Rotate(1, background: [255, 255, 255])),
        ["turned by -1.5 degrees"] = picture => Changed(picture, image => image.Rotate(-1.5, background: [255, 255, 255])),
        ["slight noise"] = picture => Changed(picture, image => image + Image.Gaussnoise(image.Width, image.Height, sigma: 4, seed: 3)),
        ["grey paper"] = picture => Changed(picture, image => (image * 0.7) + 30),
        ["poor JPEG"] = picture => Changed(picture, image => Image.NewFromBuffer(image.JpegsaveBuffer(q: 15))),
        ["wider margins"] = picture => Changed(picture, image => image.Embed(
            image.Width / 12, image.Height / 20, image.Width * 7 / 6, image.Height * 11 / 10, extend: Enums.Extend.White)),
    };
}
