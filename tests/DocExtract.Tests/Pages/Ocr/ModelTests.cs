using DocExtract.Pages.Ocr;
using DocExtract.Pages.Ocr.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace DocExtract.Tests.Pages.Ocr;

public sealed class ModelTests
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "native", "ocr");

    [Theory]
    [InlineData("ch_PP-OCRv4_rec_infer.onnx", 1, 3, 48, 104)]
    [InlineData("ch_PP-OCRv4_det_infer.onnx", 1, 3, 96, 64)]
    [InlineData("ch_ppocr_mobile_v2.0_cls_infer.onnx", 2, 3, 48, 192)]
    public void A_lightened_model_answers_the_same(string name, params int[] shape)
    {
        byte[] model = File.ReadAllBytes(Path.Combine(Shipped, name));
        var random = new Random(5);
        float[] input = [.. Enumerable.Range(0, shape.Aggregate((a, b) => a * b)).Select(_ => (2 * random.NextSingle()) - 1)];

        float[] whole = Answer(model, input, shape), light = Answer(Lighter.Lighten(model), input, shape);

        Assert.Equal(whole.Length, light.Length);
        Assert.All(whole.Zip(light), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void Models_of_ones_own_go_by_plain_names_and_must_fit_their_dictionary()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.Copy(Path.Combine(Shipped, "ch_PP-OCRv4_det_infer.onnx"), Path.Combine(folder.FullName, "det.onnx"));
            File.Copy(Path.Combine(Shipped, "ch_PP-OCRv4_rec_infer.onnx"), Path.Combine(folder.FullName, "rec.onnx"));
            File.Copy(Path.Combine(Shipped, "ch_ppocr_mobile_v2.0_cls_infer.onnx"), Path.Combine(folder.FullName, "cls.onnx"));
            File.WriteAllLines(Path.Combine(folder.FullName, "dictionary.txt"), ["a", "b", "c"]);
            using var engine = new OcrEngine(folder.FullName);

            var error = Assert.Throws<InvalidDataException>(() => engine.Read(Some.ReceiptPicture, OcrLook.First, CancellationToken.None));

            Assert.Contains("6623", error.Message, StringComparison.Ordinal);
            Assert.Contains("dictionary", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static float[] Answer(byte[] model, float[] input, int[] shape)
    {
        using var session = new InferenceSession(model);
        using var tensor = OrtValue.CreateTensorValueFromMemory(input, [.. shape.Select(size => (long)size)]);
        using var options = new RunOptions();
        using var answer = session.Run(options, session.InputNames, [tensor], session.OutputNames);
        return answer[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
