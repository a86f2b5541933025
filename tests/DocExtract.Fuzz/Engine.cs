using DocExtract.Schemas;
using DocExtract.Sources;
using DocExtract.Worker.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocExtract.Fuzz;

/// <summary>The engine as the worker sets it up, with limits so short that thousands of inputs may reach them.</summary>
internal sealed class Engine : IDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="document">What one document may take.</param>
    /// <param name="page">What one page may take to be drawn.</param>
    public Engine(TimeSpan document, TimeSpan page) => _services = new ServiceCollection()
        .AddEngine(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Extraction:Readers"] = "e-invoice,offline",
            ["Extraction:Limits:MaxTime"] = document.ToString(),
            ["Extraction:Pages:RenderTimeout"] = page.ToString(),
        }).Build())
        .BuildServiceProvider();

    public Extractor Extractor => _services.GetRequiredService<Extractor>();

    public SchemaCatalog Schemas => _services.GetRequiredService<SchemaCatalog>();

    public SourceLimits Limits => _services.GetRequiredService<SourceLimits>();

    public void Dispose() => _services.Dispose();
}
