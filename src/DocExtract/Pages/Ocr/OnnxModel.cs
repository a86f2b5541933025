using DocExtract.Pages.Ocr.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace DocExtract.Pages.Ocr;

/// <summary>Takes what a model answered; <paramref name="output"/> is the runtime's own memory and ends with the call.</summary>
internal delegate TResult OutputReader<out TResult>(ReadOnlySpan<float> output, ReadOnlySpan<long> shape);

/// <summary>A model with one input and one output. Runs on the calling thread; several threads may run it at once.</summary>
internal sealed class OnnxModel(string path, int threads) : IDisposable
{
    private readonly InferenceSession _session = Open(path, threads);

    /// <summary>Runs the model; a cancelled run ends after the operation it is at. The output is read in place, since that of a text line can take megabytes.</summary>
    public TResult Run<TResult>(Memory<float> input, long[] shape, OutputReader<TResult> read, CancellationToken cancellationToken)
    {
        using var tensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input, shape);
        using var options = new RunOptions();
        using var terminating = cancellationToken.Register(() => options.Terminate = true);
        try
        {
            using var outputs = _session.Run(options, _session.InputNames, [tensor], _session.OutputNames);
            return read(outputs[0].GetTensorDataAsSpan<float>(), outputs[0].GetTensorTypeAndShape().Shape);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    public void Dispose() => _session.Dispose();

    private static InferenceSession Open(string path, int threads)
    {
        // Nothing leaves the machine; and without this the runtime complains on stderr where it may not write its device id.
        OrtEnv.Instance().DisableTelemetryEvents();
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            EnableMemoryPattern = false, // every page has another shape
        };
        // Not session.set_denormal_as_zero: it changes the calling thread for good, and .NET's vector code (IndexOfMax) then errs.
        return new InferenceSession(Lighter.Lighten(File.ReadAllBytes(path)), options);
    }
}
