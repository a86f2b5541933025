using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>Says what it was told to say, whatever the document shows: the checks must tell whether it is so.</summary>
internal sealed class LyingReader(JsonObject says) : IReader
{
    public string Name => "lying";

    public Task<Reading?> ReadAsync(Document document, DocumentSchema schema, IModelAccount account, CancellationToken cancellationToken) =>
        Task.FromResult<Reading?>(new Reading(Name, schema.Name, says, []));
}
