using System.Numerics;

namespace DocExtract.Pages.Ocr;

/// <summary>A rectangle at any angle, in pixels.</summary>
/// <param name="Center">Its middle.</param>
/// <param name="Along">Unit vector in the direction of reading.</param>
/// <param name="HalfLength">Half its extent along that direction.</param>
/// <param name="HalfHeight">Half its extent across.</param>
internal readonly record struct OrientedBox(Vector2 Center, Vector2 Along, float HalfLength, float HalfHeight)
{
    /// <summary>Unit vector from the top of the letters to their bottom.</summary>
    public Vector2 Down => new(-Along.Y, Along.X);

    /// <summary>Stands across the direction of reading by more than the noise of a square.</summary>
    public bool IsTall => HalfHeight >= 1.5f * HalfLength;

    /// <summary>Larger by the same distance on all four sides.</summary>
    public OrientedBox Grow(float distance) => this with { HalfLength = HalfLength + distance, HalfHeight = HalfHeight + distance };

    public OrientedBox Scale(float factor) => new(Center * factor, Along, HalfLength * factor, HalfHeight * factor);

    /// <summary>The same rectangle, read from the other end.</summary>
    public OrientedBox UpsideDown() => this with { Along = -Along };

    /// <summary>The same rectangle, read from its bottom to its top.</summary>
    public OrientedBox Upwards() => new(Center, -Down, HalfHeight, HalfLength);

    /// <summary>Takes a box found in a picture that was turned clockwise by a quarter back into the upright picture.</summary>
    /// <param name="height">Height of the upright picture, which is the width of the turned one.</param>
    public OrientedBox TurnBack(float height) =>
        this with { Center = new(Center.Y, height - Center.X), Along = new(Along.Y, -Along.X) };

    /// <summary>A part of the box, given as fractions of its length from where reading begins.</summary>
    public OrientedBox Part(float from, float to) =>
        this with { Center = Center + Along * ((from + to - 1) * HalfLength), HalfLength = (to - from) * HalfLength };

    public bool Contains(Vector2 point)
    {
        var offset = point - Center;
        return MathF.Abs(Vector2.Dot(offset, Along)) <= HalfLength && MathF.Abs(Vector2.Dot(offset, Down)) <= HalfHeight;
    }

    /// <summary>The upright rectangle around it, in pixels.</summary>
    public (Vector2 TopLeft, Vector2 BottomRight) Extent()
    {
        var reach = Vector2.Abs(Along) * HalfLength + Vector2.Abs(Down) * HalfHeight;
        return (Center - reach, Center + reach);
    }

    /// <summary>The upright rectangle around it as fractions of a picture, kept inside the picture.</summary>
    public Box Bounds(int width, int height)
    {
        var (from, to) = Extent();
        return new Box(
            Math.Clamp(from.X / (double)width, 0, 1), Math.Clamp(from.Y / (double)height, 0, 1),
            Math.Clamp(to.X / (double)width, 0, 1), Math.Clamp(to.Y / (double)height, 0, 1));
    }
}
