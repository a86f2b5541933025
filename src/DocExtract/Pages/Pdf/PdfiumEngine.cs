using Wasmtime;

namespace DocExtract.Pages.Pdf;

/// <summary>PDFium as compiled WebAssembly: what all sandboxes share. Costs about 20 milliseconds to load (two seconds the first time).</summary>
internal sealed class PdfiumEngine : IDisposable
{
    private readonly Engine _engine;
    private readonly Module _module;
    private readonly Linker _linker;
    private readonly EpochClock _clock;
    private readonly PageOptions _options;

    public PdfiumEngine(PageOptions options)
    {
        _options = options;
        using var config = new Config().WithOptimizationLevel(OptimizationLevel.Speed).WithEpochInterruption(true);
        _engine = new Engine(config);
        _module = ModuleCache.Load(_engine, Path.Combine(options.NativeDirectory, "pdfium.wasm"), options.CacheDirectory);
        _linker = PdfiumImports.Define(_engine, _module);
        _clock = new EpochClock(_engine);
    }

    /// <summary>Starts a fresh sandbox: its own memory, no file, network or clock.</summary>
    public PdfiumSandbox CreateSandbox()
    {
        var store = new Store(_engine);
        store.SetLimits(memorySize: _options.SandboxBytes);
        return new PdfiumSandbox(store, _linker, _module, _clock, _options.RenderTimeout);
    }

    public void Dispose()
    {
        _clock.Dispose();
        _linker.Dispose();
        _module.Dispose();
        _engine.Dispose();
    }
}
