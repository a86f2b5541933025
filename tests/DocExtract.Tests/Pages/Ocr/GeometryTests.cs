using System.Numerics;
using DocExtract.Pages.Ocr;

namespace DocExtract.Tests.Pages.Ocr;

public sealed class GeometryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-20)]
    [InlineData(44)]
    public void The_tightest_box_around_a_leaning_line_leans_with_it(double degrees)
    {
        var along = Direction(degrees);
        var line = new OrientedBox(new(200, 100), along, 80, 10);

        var box = ConvexHull.TightestBox([.. Corners(line), line.Center, line.Center + along * 30]);

        Assert.Equal(degrees, Math.Atan2(box.Along.Y, box.Along.X) * 180 / Math.PI, 0.1);
        Assert.Equal(80, box.HalfLength, 0.1);
        Assert.Equal(10, box.HalfHeight, 0.1);
        Assert.Equal(200, box.Center.X, 0.1);
    }

    [Fact]
    public void A_box_found_on_the_turned_page_is_taken_back_to_where_it_was()
    {
        // A page of 100 × 60, turned clockwise: what was at the bottom left is now at the top left.
        var found = new OrientedBox(new(5, 20), Vector2.UnitX, 4, 1);

        var upright = found.TurnBack(60);

        Assert.Equal(new Vector2(20, 55), upright.Center);
        Assert.Equal(-Vector2.UnitY, upright.Along);
    }

    [Fact]
    public void A_part_counts_from_where_reading_begins()
    {
        var upsideDown = new OrientedBox(new(50, 10), -Vector2.UnitX, 50, 5);

        var first = upsideDown.Part(0, 0.2f).Bounds(100, 20);

        Assert.Equal(0.8, first.X0, 0.001);
        Assert.Equal(1, first.X1, 0.001);
    }

    [Fact]
    public void Regions_that_touch_at_a_corner_are_one_and_others_are_not()
    {
        var mask = Mask(
            "##...",
            "..#.#",
            "#...#",
            "##.##");

        var sizes = MaskRegions.Outlines(mask, 5).Select(points => (points.Min(p => p.X), points.Max(p => p.X), points.Min(p => p.Y), points.Max(p => p.Y)));

        Assert.Equal([(0, 3, 0, 2), (3, 5, 1, 4), (0, 2, 2, 4)], sizes);
    }

    [Fact]
    public void A_region_that_joins_late_is_still_one()
    {
        var mask = Mask(
            "#.#.#",
            "#.#.#",
            "#####");

        Assert.Single(MaskRegions.Outlines(mask, 5));
    }

    [Theory]
    [InlineData(2480, 3508)]
    [InlineData(600, 9000)]
    [InlineData(9000, 600)]
    [InlineData(300, 200)]
    [InlineData(40, 20)]
    [InlineData(30_000, 30)]
    public void Text_is_looked_for_at_a_size_that_is_neither_too_small_nor_too_costly(int width, int height)
    {
        double scale = DetectionInput.ScaleFor(width, height, OcrLook.First);

        Assert.InRange(width * height * scale * scale, 1, 4_000_001);
        Assert.InRange(scale, Math.Min(1, 1280.0 / Math.Max(width, height)) * 0.99, 3);
        Assert.True(Math.Min(width, height) * scale >= Math.Min(400, Math.Min(width, height)) || width * height > 4_000_000);
    }

    [Fact]
    public void Reading_order_follows_rows_on_a_leaning_page()
    {
        // Two rows leaning by 8°: the right end of the upper row is lower than the left end of the lower one.
        var along = Direction(8);
        var down = new Vector2(-along.Y, along.X);
        OrientedBox At(float x, float y) => new(along * x + down * y, along, 40, 10);

        OrientedBox[] lines = [At(500, 140), At(50, 143), At(500, 102), At(50, 100)];

        var sorted = ReadingOrder.Sort(lines, Levelling.Of(lines, 600, 200));

        Assert.Equal([At(50, 100), At(500, 102), At(50, 143), At(500, 140)], sorted);
    }

    [Fact]
    public void A_note_in_the_margin_comes_after_the_page()
    {
        var note = new OrientedBox(new(5, 100), -Vector2.UnitY, 50, 5);
        var first = new OrientedBox(new(100, 50), Vector2.UnitX, 60, 8);
        var second = new OrientedBox(new(100, 150), Vector2.UnitX, 60, 8);

        OrientedBox[] lines = [note, second, first];

        Assert.Equal([first, second, note], ReadingOrder.Sort(lines, Levelling.Of(lines, 200, 200)));
    }

    private static bool[] Mask(params string[] rows) => [.. string.Concat(rows).Select(c => c == '#')];

    private static Vector2 Direction(double degrees) =>
        new((float)Math.Cos(degrees * Math.PI / 180), (float)Math.Sin(degrees * Math.PI / 180));

    private static Vector2[] Corners(OrientedBox box)
    {
        Vector2 across = box.Along * box.HalfLength, down = box.Down * box.HalfHeight;
        return [box.Center - across - down, box.Center + across - down, box.Center + across + down, box.Center - across + down];
    }
}
