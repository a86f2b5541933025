using System.Text.Json.Nodes;
using DocExtract.ModelServer;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>A document from <c>samples/</c> read by a scripted model and judged as any reading is.</summary>
/// <param name="Extraction">What became of it.</param>
/// <param name="Requests">What the model was asked.</param>
internal sealed record SampleReading(Extraction Extraction, IReadOnlyList<ModelRequest> Requests)
{
    private const string Sample = "invoice-de-three-pages";

    /// <param name="script">The server's steps, given the sample's truth as a model says it (numbers as text); a new copy for each call.</param>
    /// <param name="change">Changes the options of the reader.</param>
    /// <param name="documentType">Null: to be told.</param>
    /// <param name="budget">The most that the document may cost.</param>
    /// <param name="after">Readers that are asked when the model could not prove it.</param>
    public static async Task<SampleReading> ReadAsync(
        Func<Func<JsonObject>, IEnumerable<ModelStep>> script, Func<VisionOptions, VisionOptions>? change = null,
        string? documentType = "invoice", decimal? budget = null, params IReader[] after)
    {
        await using var server = await ScriptedModelServer.StartAsync(script(() => Some.AnswerOf(Sample)));
        var limits = new SourceLimits();
        using var opener = new DocumentOpener(new PageOptions(), limits);
        var options = Some.Vision(server.Endpoint);
        var extractor = new Extractor(
            limits, opener, SchemaCatalog.Load(Some.RepositoryPath("schemas")),
            [new VisionReader(change?.Invoke(options) ?? options, TimeProvider.System), .. after], TimeProvider.System);

        byte[] content = await File.ReadAllBytesAsync(Some.RepositoryPath("samples", "documents", $"{Sample}.pdf"));
        var extraction = await extractor.ExtractAsync($"{Sample}.pdf", content, documentType, new MemoryAccount(budget), CancellationToken.None);
        return new SampleReading(extraction, server.Requests);
    }
}
