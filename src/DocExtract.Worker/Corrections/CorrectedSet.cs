using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Worker.Corrections;

/// <summary>A corrected document, for an evaluation set.</summary>
/// <param name="Id">The document.</param>
/// <param name="FileId">The file it is in.</param>
/// <param name="Part">Its number in that file; null where it is all of it.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="SourceUri">The blob.</param>
/// <param name="ETag">The blob's version.</param>
/// <param name="DocumentType">Its type.</param>
/// <param name="Data">The values as they stand.</param>
/// <param name="Corrected">Pointers that a person corrected, confirmed or took away.</param>
/// <param name="Doubted">Pointers that findings of the reading doubt, and nobody has spoken of.</param>
internal sealed record CorrectedDocument(
    long Id, long FileId, int? Part, string FileName, string SourceUri, string ETag, string DocumentType, JsonObject Data,
    IReadOnlySet<string> Corrected, IReadOnlySet<string> Doubted);

/// <summary>Makes truth of corrected documents, as <c>eval</c> reads it: what a person said, and what nobody doubts.</summary>
internal static class CorrectedSet
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The truth of a file: of its one document, or a list of parts.</summary>
    public static string TruthOf(IReadOnlyList<CorrectedDocument> documents)
    {
        var truths = documents.OrderBy(document => document.Part).Select(TruthOf).ToList();
        return (documents is [{ Part: null }] ? truths[0] : new JsonObject { ["parts"] = new JsonArray([.. truths]) }).ToJsonString(Indented);
    }

    /// <summary>
    /// A doubted value that nobody spoke of is left out, which means unknown; one that a person took away is null: none is printed.
    /// Of a table of which any row is in doubt none is known.
    /// </summary>
    private static JsonObject TruthOf(CorrectedDocument document)
    {
        var truth = document.Data.DeepClone().AsObject();
        foreach (string pointer in document.Doubted.Where(pointer => pointer.Length > 1))
        {
            string[] steps = FieldValue.StepsOf(pointer);
            bool inTable = truth[steps[0]] is JsonArray;
            (inTable || steps.Length == 1 ? truth : truth[steps[0]] as JsonObject)?.Remove(inTable ? steps[0] : steps[^1]);
        }

        foreach (string pointer in document.Corrected.Where(pointer => FieldValue.Find(document.Data, pointer) is null && !pointer.Any(char.IsAsciiDigit)))
        {
            string[] steps = FieldValue.StepsOf(pointer);
            var parent = steps.Length == 1 ? truth : (JsonObject)(truth[steps[0]] ??= new JsonObject());
            parent[steps[^1]] = null;
        }

        truth["document_type"] = document.DocumentType;
        return truth;
    }
}
