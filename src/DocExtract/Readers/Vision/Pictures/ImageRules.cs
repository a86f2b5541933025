using System.Text.Json.Serialization;

namespace DocExtract.Readers.Vision.Pictures;

/// <summary>Width and height in pixels.</summary>
internal readonly record struct PixelSize(int Width, int Height)
{
    public PixelSize Scaled(double scale) =>
        new(Math.Max(1, (int)Math.Round(Width * scale)), Math.Max(1, (int)Math.Round(Height * scale)));

    /// <summary>The greatest size of the same proportions within these sides; never larger than it is.</summary>
    public PixelSize Within(int longest, int shortest) =>
        Scaled(Math.Min(1, Math.Min((double)longest / Math.Max(Width, Height), (double)shortest / Math.Min(Width, Height))));
}

/// <summary>
/// How a family of models looks at a picture: what is left of it after the server's own downscaling, and what it costs. The
/// formulas are the vendors' published ones; a profile holds the numbers.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(TileRules), "tiles")]
[JsonDerivedType(typeof(PatchRules), "patches")]
[JsonDerivedType(typeof(AreaRules), "area")]
[JsonDerivedType(typeof(FixedRules), "fixed")]
internal abstract record ImageRules
{
    /// <summary>The size at which the model sees a picture of this size.</summary>
    public abstract PixelSize Seen(PixelSize sent);

    /// <summary>Input tokens that a picture of this size costs.</summary>
    public abstract int Tokens(PixelSize sent);

    protected static int CeilDiv(int value, int by) => (value + by - 1) / by;
}

/// <summary>Scaled into a square, then by its shorter side, then cut into tiles; a base price and one for each tile (GPT-4o, GPT-4.1, GPT-5, Gemini 2).</summary>
/// <param name="Longest">Longest side in pixels.</param>
/// <param name="Shortest">What the shorter side is brought down to, in pixels.</param>
/// <param name="Tile">Side of a tile in pixels.</param>
/// <param name="BaseTokens">Tokens of any picture.</param>
/// <param name="TileTokens">Tokens of each tile.</param>
internal sealed record TileRules(int Longest, int Shortest, int Tile, int BaseTokens, int TileTokens) : ImageRules
{
    public override PixelSize Seen(PixelSize sent) => sent.Within(Longest, int.MaxValue).Within(int.MaxValue, Shortest);

    public override int Tokens(PixelSize sent)
    {
        var seen = Seen(sent);
        return BaseTokens + (TileTokens * CeilDiv(seen.Width, Tile) * CeilDiv(seen.Height, Tile));
    }
}

/// <summary>Covered with square patches up to a number of them; a token a patch, times a factor (GPT-4.1-mini, o4-mini, GPT-5-mini, Qwen-VL).</summary>
/// <param name="Patch">Side of a patch in pixels.</param>
/// <param name="MaxPatches">Patches at most; larger pictures are scaled down.</param>
/// <param name="Multiplier">Tokens a patch.</param>
/// <param name="Longest">Longest side in pixels.</param>
internal sealed record PatchRules(int Patch, int MaxPatches, decimal Multiplier = 1, int Longest = int.MaxValue) : ImageRules
{
    public override PixelSize Seen(PixelSize sent)
    {
        var fitted = sent.Within(Longest, int.MaxValue);
        if (Patches(fitted) <= MaxPatches)
        {
            return fitted;
        }

        // First by area; then a little more, so that a whole number of patches spans one side.
        double scale = Math.Sqrt((double)Patch * Patch * MaxPatches / ((double)fitted.Width * fitted.Height));
        double across = fitted.Width * scale / Patch, down = fitted.Height * scale / Patch;
        return fitted.Scaled(scale * Math.Min(Math.Floor(across) / across, Math.Floor(down) / down));
    }

    public override int Tokens(PixelSize sent) => (int)Math.Ceiling(Patches(Seen(sent)) * Multiplier);

    private int Patches(PixelSize size) => CeilDiv(size.Width, Patch) * CeilDiv(size.Height, Patch);
}

/// <summary>Scaled by its longer side and by area, charged by pixels (Claude; servers whose rules are not published).</summary>
/// <param name="Longest">Longest side in pixels.</param>
/// <param name="MaxPixels">Width × height at most.</param>
/// <param name="PixelsPerToken">Pixels that cost one token.</param>
internal sealed record AreaRules(int Longest, long MaxPixels, int PixelsPerToken) : ImageRules
{
    public override PixelSize Seen(PixelSize sent)
    {
        var fitted = sent.Within(Longest, int.MaxValue);
        return fitted.Scaled(Math.Min(1, Math.Sqrt((double)MaxPixels / ((double)fitted.Width * fitted.Height))));
    }

    public override int Tokens(PixelSize sent)
    {
        var seen = Seen(sent);
        return (int)Math.Ceiling((double)seen.Width * seen.Height / PixelsPerToken);
    }
}

/// <summary>Scaled by its longer side, and charged the same whatever its size (<c>low</c> detail of models that see tiles).</summary>
/// <param name="Longest">Longest side in pixels.</param>
/// <param name="PictureTokens">Tokens of any picture.</param>
internal sealed record FixedRules(int Longest, int PictureTokens) : ImageRules
{
    public override PixelSize Seen(PixelSize sent) => sent.Within(Longest, int.MaxValue);

    public override int Tokens(PixelSize sent) => PictureTokens;
}
