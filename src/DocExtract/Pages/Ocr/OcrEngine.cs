namespace DocExtract.Pages.Ocr;

/// <summary>
/// Reads the words of a picture with the PP-OCR models on ONNX Runtime. Safe to use from several threads: pages that are
/// read at the same time share the models. The models are loaded by the first page.
/// </summary>
/// <param name="modelDirectory">Folder of the four model files.</param>
/// <param name="threads">
/// Cores one page uses. 1 gives the highest throughput when several pages are read at once; more shortens the wait for one page.
/// </param>
internal sealed class OcrEngine(string modelDirectory, int threads = 1) : IDisposable
{
    private readonly Lazy<OcrModels> _models = new(() => OcrModels.Open(modelDirectory, threads));

    /// <summary>
    /// Reads a page in any quarter turn, askew, or photographed from aside; boxes are in the frame of the image as given, level
    /// boxes in that of the upright page. The words of one line follow each other, lines come in reading order. A blank page
    /// gives no words, and costs nothing.
    /// </summary>
    /// <exception cref="FileNotFoundException">A model file is missing; the message says how to get it.</exception>
    /// <exception cref="InvalidDataException">The models do not belong together.</exception>
    public IReadOnlyList<Word> Read(PixelImage image, OcrLook look, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var contrast = Contrast.Of(image);
        if (contrast.IsBlank)
        {
            return [];
        }

        var models = _models.Value;
        var picture = contrast.Strengthen(Raster.ShrinkToWorkingSize(image));
        var lines = models.Finder.Find(picture, look, cancellationToken);
        var level = Levelling.Of(lines, picture.Width, picture.Height);
        return
        [
            .. models.Recogniser.Read(picture, ReadingOrder.Sort(lines, level), cancellationToken)
                .SelectMany(WordSplitter.Split)
                .Select(word => new Word(word.Text, word.Box.Bounds(picture.Width, picture.Height), WordSource.Ocr, word.Confidence)
                {
                    Level = level.Place(word.Box),
                }),
        ];
    }

    public void Dispose()
    {
        if (_models.IsValueCreated)
        {
            _models.Value.Dispose();
        }
    }
}
