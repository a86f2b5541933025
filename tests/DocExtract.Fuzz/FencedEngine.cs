using DocExtract.Fuzz.Inputs;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;
using DocExtract.Worker.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocExtract.Fuzz;

/// <summary>The engine as the worker sets it up, with limits so short that thousands of inputs may reach them.</summary>
internal sealed class FencedEngine : IDisposable
{
    private readonly ServiceProvider _services;

    private FencedEngine(TimeSpan document, TimeSpan page) => _services = new ServiceCollection()
        .AddEngine(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Extraction:Readers"] = "e-invoice,offline",
            ["Extraction:Limits:MaxTime"] = document.ToString(),
            ["Extraction:Pages:RenderTimeout"] = page.ToString(),
        }).Build())
        .BuildServiceProvider();

    /// <summary>The first document of a process compiles PDFium and loads the models, which is no time of that document: one is read before any is timed.</summary>
    /// <param name="document">What one document may take.</param>
    /// <param name="page">What one page may take to be drawn.</param>
    public static async Task<FencedEngine> StartAsync(TimeSpan document, TimeSpan page)
    {
        var engine = new FencedEngine(document, page);
        await engine.Extractor.ExtractAsync("first.pdf", PlainPdfs.All[0], null, new MemoryAccount(), CancellationToken.None);
        return engine;
    }

    public Extractor Extractor => _services.GetRequiredService<Extractor>();

    public SchemaCatalog Schemas => _services.GetRequiredService<SchemaCatalog>();

    public SourceLimits Limits => _services.GetRequiredService<SourceLimits>();

    public void Dispose() => _services.Dispose();
}
