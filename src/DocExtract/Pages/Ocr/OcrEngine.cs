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
    /// Reads a page in any quarter turn and slightly askew; boxes are in the frame of the image as given. The words of one
    /// line follow each other, lines come in reading order. A blank page gives no words.
    /// </summary>
    /// <exception cref="FileNotFoundException">A model file is missing; the message says how to get it.</exception>
    public IReadOnlyList<Word> Read(PixelImage image, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var models = _models.Value;
        var picture = Raster.ShrinkToWorkingSize(image);
        var lines = models.Finder.Find(picture, cancellationToken);
        return
        [
            .. models.Recogniser.Read(picture, ReadingOrder.Sort(lines), cancellationToken)
                .SelectMany(WordSplitter.Split)
                .Select(word => new Word(word.Text, word.Box.Bounds(picture.Width, picture.Height), WordSource.Ocr, word.Confidence)),
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
