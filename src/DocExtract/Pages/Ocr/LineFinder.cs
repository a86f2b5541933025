namespace DocExtract.Pages.Ocr;

/// <summary>Finds the text lines of a page and the direction in which each is read, also when the page lies on its side or its head.</summary>
internal sealed class LineFinder(TextDetector detector, DirectionClassifier classifier, LineRecogniser recogniser)
{
    private const int FewestForTurning = 3;
    private const int Voters = 15;
    private const int Readers = 5;

    /// <summary>The lines in the frame of the picture, in no useful order.</summary>
    public List<OrientedBox> Find(PixelImage picture, OcrLook look, CancellationToken cancellationToken)
    {
        double scale = DetectionInput.ScaleFor(picture.Width, picture.Height, look);
        var small = Raster.Resize(picture, scale);
        var found = detector.Find(small, cancellationToken);
        if (found.Count >= FewestForTurning && LiesOnItsSide(found))
        {
            found = detector.Find(Raster.TurnQuarter(small), cancellationToken).ConvertAll(box => box.TurnBack(small.Height));
        }

        var lines = found.ConvertAll(box => box.Scale((float)picture.Width / small.Width));
        if (lines.Count >= FewestForTurning && StandsOnItsHead(picture, lines, cancellationToken))
        {
            lines = lines.ConvertAll(line => line.UpsideDown());
        }

        return TurnSideways(picture, lines, cancellationToken);
    }

    /// <summary>More text, by length, runs down the picture than across it.</summary>
    private static bool LiesOnItsSide(List<OrientedBox> boxes) =>
        boxes.Sum(box => box.IsTall ? box.HalfHeight : 0) > boxes.Sum(box => box.IsTall ? 0 : box.HalfLength);

    /// <summary>The longest lines vote; where they disagree, some are read both ways and the surer reading counts.</summary>
    private bool StandsOnItsHead(PixelImage picture, List<OrientedBox> lines, CancellationToken cancellationToken)
    {
        OrientedBox[] voters =
        [
            .. lines.Where(line => line.HalfLength > 2 * line.HalfHeight).OrderByDescending(line => line.HalfLength / line.HalfHeight).Take(Voters),
        ];
        double share = voters.Length == 0 ? 0 : classifier.AreUpsideDown(picture, voters, cancellationToken).Count(down => down) / (double)voters.Length;
        if (share is < 0.2 or > 0.8)
        {
            return share > 0.5;
        }

        OrientedBox[] readers = [.. voters.Take(Readers)];
        return Certainty(picture, [.. readers.Select(line => line.UpsideDown())], cancellationToken)
            > Certainty(picture, readers, cancellationToken);
    }

    private double Certainty(PixelImage picture, OrientedBox[] lines, CancellationToken cancellationToken) =>
        recogniser.Read(picture, lines, cancellationToken).Sum(line => line.Confidence * line.Glyphs.Count);

    /// <summary>
    /// Turns the lines that run across the page's direction, such as a note in the margin. A single upright character is
    /// also tall, but not taller than the other lines.
    /// </summary>
    private List<OrientedBox> TurnSideways(PixelImage picture, List<OrientedBox> lines, CancellationToken cancellationToken)
    {
        float usual = Median([.. lines.Where(line => !line.IsTall).Select(line => line.HalfHeight)]);
        bool IsSideways(OrientedBox line) => line.IsTall && line.HalfHeight > 1.6f * usual;

        List<OrientedBox> sideways = [.. lines.Where(IsSideways).Select(line => line.Upwards())];
        var turned = sideways.Chunk(Voters)
            .SelectMany(chunk => chunk.Zip(classifier.AreUpsideDown(picture, chunk, cancellationToken), (line, down) => down ? line.UpsideDown() : line));
        return [.. lines.Where(line => !IsSideways(line)), .. turned];
    }

    private static float Median(float[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? 0 : values[values.Length / 2];
    }
}
