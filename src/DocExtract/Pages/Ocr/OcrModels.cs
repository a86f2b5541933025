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
        var detection = PathOf(directory, "det.onnx", "ch_PP-OCRv4_det_infer.onnx");
        var recognition = PathOf(directory, "rec.onnx", "ch_PP-OCRv4_rec_infer.onnx");
        var direction = PathOf(directory, "cls.onnx", "ch_ppocr_mobile_v2.0_cls_infer.onnx");
        var characters = CharacterSet.Load(PathOf(directory, "dictionary.txt", "ppocr_keys_v1.txt"));
        return new OcrModels(new(detection, threads), new(recognition, threads), new(direction, threads), characters);
    }

    /// <summary>A model of the user's own has a plain name; the shipped ones keep theirs.</summary>
    private static string PathOf(string directory, string own, string shipped) =>
        new[] { own, shipped }.Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException(
            $"The OCR model {own} (or {shipped}) is not in {directory}. Run `npm ci` in the repository root and build again, "
            + "or set Extraction:Pages:ModelDirectory to a folder that holds det.onnx, rec.onnx, cls.onnx and dictionary.txt; "
            + "without it the models are looked for in ocr/ of NativeDirectory.",
            Path.Combine(directory, own));

    public void Dispose()
    {
        _detection.Dispose();
        _recognition.Dispose();
        _direction.Dispose();
    }
}
