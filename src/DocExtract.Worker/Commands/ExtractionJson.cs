using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Trust;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Commands;

/// <summary>The JSON of <c>extract</c>: other tools rely on its names.</summary>
internal static class ExtractionJson
{
    /// <summary>Not for HTML: accents stay readable.</summary>
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    public static string Write(Extraction extraction, bool indented) => Shape(extraction).ToJsonString(indented ? Indented : Compact);

    /// <summary>Of a file that holds several documents, each is one of <c>parts</c>, with its place in the file.</summary>
    private static JsonObject Shape(Extraction extraction)
    {
        var shape = ShapeOfOne(extraction);
        if (extraction.Place is { } place)
        {
            shape["part"] = place.Part;
            shape["first_page"] = place.FirstPage;
            shape["last_page"] = place.LastPage;
            shape["box"] = Array(place.Box);
        }

        if (extraction.Parts.Count > 0)
        {
            shape["parts"] = new JsonArray([.. extraction.Parts.Select(Shape)]);
        }

        return shape;
    }

    private static JsonObject ShapeOfOne(Extraction extraction) => new()
    {
        ["file"] = extraction.File,
        ["sha256"] = extraction.Sha256,
        ["document_type"] = extraction.DocumentType,
        ["document_type_reason"] = extraction.TypeReason,
        ["verdict"] = WireNames.Of(extraction.Verdict),
        ["reader"] = extraction.Reader,
        ["data"] = extraction.Data.DeepClone(),
        ["confidence"] = Likelihood(extraction),
        ["evidence"] = new JsonArray([.. extraction.Evidence.Select(place => new JsonObject
        {
            ["field"] = place.Field,
            ["page"] = place.Page,
            ["box"] = Array(place.Box),
            ["text"] = place.Text,
            ["source"] = WireNames.Of(place.Source),
            ["support"] = Math.Round(place.Support, 3),
        })]),
        ["findings"] = new JsonArray([.. extraction.Findings.Select(finding => new JsonObject
        {
            ["field"] = finding.Field,
            ["rule"] = finding.Rule,
            ["severity"] = WireNames.Of(finding.Severity),
            ["message"] = finding.Message,
            ["proposal"] = finding.Proposal is { } proposal
                ? new JsonObject
                {
                    ["value"] = proposal.Value,
                    ["page"] = proposal.Page,
                    ["box"] = Array(proposal.Box),
                    ["text"] = proposal.Text,
                    ["source"] = WireNames.Of(proposal.Source),
                }
                : null,
        })]),
        ["rejection"] = extraction.Rejection is { } rejection
            ? new JsonObject { ["code"] = WireNames.Of(rejection.Code), ["message"] = rejection.Message }
            : null,
        ["pages"] = extraction.Pages,
        ["usage"] = new JsonObject
        {
            ["duration_ms"] = (long)extraction.Duration.TotalMilliseconds,
            ["model_calls"] = extraction.Calls.Count(call => call.State != CallState.Cached),
            ["input_tokens"] = extraction.Calls.Sum(call => call.InputTokens ?? 0),
            ["output_tokens"] = extraction.Calls.Sum(call => call.OutputTokens ?? 0),
            ["cached_answers"] = extraction.Calls.Count(call => call.State == CallState.Cached),
            ["cost"] = extraction.Calls.Sum(call => call.Cost),
            ["models"] = new JsonArray([.. extraction.Calls.Select(call => call.Plan.Model).Distinct().Select(model => (JsonNode)model)]),
        },
    };

    /// <summary>How likely the document and each of its values is right; null where nothing was read.</summary>
    private static JsonObject? Likelihood(Extraction extraction) => Confidence.OfFields(extraction) is { Count: > 0 } fields
        ? new JsonObject
        {
            ["document"] = Math.Round(Confidence.OfDocument(extraction, fields) ?? 0, 3),
            ["fields"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)Math.Round(field.Value, 3)))),
        }
        : null;

    private static JsonArray? Array(Pages.Box? place) =>
        place is { } box ? new JsonArray(Round(box.X0), Round(box.Y0), Round(box.X1), Round(box.Y1)) : null;

    private static double Round(double fraction) => Math.Round(fraction, 5);
}
