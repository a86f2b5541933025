using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Checks.Arithmetic;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;

namespace DocExtract.Tests;

internal static partial class Some
{
    /// <summary>What is proposed for a model's reading of an invoice.</summary>
    public static IReadOnlyList<Finding> RepairsOf(JsonObject data, Document document)
    {
        var schema = InstalledTypes.Get("invoice");
        var reading = new Reading(ReaderNames.Vision, "invoice", data, []);
        var evidence = EvidenceFinder.Find(reading, schema.Labels, document, CancellationToken.None);
        return [.. RepairSolver.Judge(reading, evidence, schema, document, CancellationToken.None)];
    }
}
