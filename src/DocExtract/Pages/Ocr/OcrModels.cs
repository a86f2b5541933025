namespace DocExtract.Pages.Ocr;

/// <summary>The three models and the character set, loaded (about 0.2 s) and shared by all pages.</summary>
internal sealed class OcrModels : IDisposable
{
    private readonly OnnxModel _detection;
    private readonly OnnxModel _recognition;
    private readonly OnnxModel _direction;

    private OcrModels(OnnxModel detection, OnnxModel recognition, OnnxModel direction, CharacterSet characters)
    {
        (_detection, _recognition, _direction) = (detection, recognition, direction);
        Recogniser = new LineRecogniser(recognition, characters);
        Finder = new LineFinder(new TextDetector(detection), new DirectionClassifier(direction), Recogniser);
    }

    public LineFinder Finder { get; }

    public LineRecogniser Recogniser { get; }

    /// <exception cref="FileNotFoundException">A model file is missing.</exception>
    public static OcrModels Open(string directory, int threads)
    {
        string PathOf(string name) => File.Exists(Path.Combine(directory, name))
            ? Path.Combine(directory, name)
            : throw new FileNotFoundException(
                $"The OCR model {name} is not in {directory}. Run `npm ci` in the repository root and build again, "
                + "or set NativeDirectory to a folder whose ocr/ subfolder holds the models.",
                Path.Combine(directory, name));

        var detection = PathOf("ch_PP-OCRv4_det_infer.onnx");
        var recognition = PathOf("ch_PP-OCRv4_rec_infer.onnx");
        var direction = PathOf("ch_ppocr_mobile_v2.0_cls_infer.onnx");
        var characters = CharacterSet.Load(PathOf("ppocr_keys_v1.txt"));
        return new OcrModels(new(detection, threads), new(recognition, threads), new(direction, threads), characters);
    }

    public void Dispose()
    {
        _detection.Dispose();
        _recognition.Dispose();
        _direction.Dispose();
    }
}
