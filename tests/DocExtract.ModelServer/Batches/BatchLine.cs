using System.Text.Json;
using System.Text.Json.Nodes;

namespace DocExtract.ModelServer;

/// <summary>A request of a batch.</summary>
internal sealed record BatchLine(string CustomId, JsonObject Body);

/// <summary>What is wrong with a line, counted from 1; null for the file as a whole.</summary>
internal sealed record BatchProblem(string Code, string Message, int? Line);

/// <summary>What the official API accepts as the input of a batch.</summary>
internal sealed record BatchRules
{
    // https://platform.openai.com/docs/guides/batch: 50,000 requests and 200 MB a file, all to one model.
    public int MaxLines { get; init; } = 50_000;

    public long MaxFileBytes { get; init; } = 200_000_000;

    public RequestRules Requests { get; init; } = new();

    /// <summary>The lines of a file, or what is wrong with it.</summary>
    public (IReadOnlyList<BatchLine> Lines, IReadOnlyList<BatchProblem> Problems) Read(byte[] file, string endpoint)
    {
        List<BatchLine> lines = [];
        List<BatchProblem> problems = [];
        HashSet<string> ids = [];
        using var reader = new StreamReader(new MemoryStream(file));
        for (int number = 1; reader.ReadLine() is { } text; number++)
        {
            var line = Parse(text);
            if (Violation(line, text.Length, endpoint, ids) is { } violation)
            {
                problems.Add(new BatchProblem(violation.Code, violation.Message, number));
            }
            else
            {
                lines.Add(new BatchLine((string)line!["custom_id"]!, line["body"]!.AsObject()));
            }
        }

        return (lines, [.. problems, .. OfTheWhole(lines, problems)]);
    }

    private IEnumerable<BatchProblem> OfTheWhole(List<BatchLine> lines, List<BatchProblem> problems)
    {
        if (lines.Count + problems.Count == 0)
        {
            yield return new BatchProblem("empty_file", "The input file is empty.", null);
        }

        if (lines.Count + problems.Count > MaxLines)
        {
            yield return new BatchProblem("too_many_tasks", $"The batch input file contains more than {MaxLines} requests.", null);
        }

        if (lines.Select(line => (string?)line.Body["model"]).Distinct().Count() > 1)
        {
            yield return new BatchProblem("mismatched_model", "All requests of a batch must ask the same model.", null);
        }
    }

    private (string Code, string Message)? Violation(JsonObject? line, int length, string endpoint, HashSet<string> ids) => line switch
    {
        null => ("invalid_json_line", "This line is not parseable as valid JSON."),
        _ when line.FirstOrDefault(field => field.Key is not ("custom_id" or "method" or "url" or "body")) is { Key: { } unknown } =>
            ("unknown_parameter", $"Unknown parameter: '{unknown}'."),
        _ when Text(line["custom_id"]) is not { Length: > 0 } => ("missing_required_parameter", "Missing required parameter: 'custom_id'."),
        _ when !ids.Add(Text(line["custom_id"])!) => ("duplicate_custom_id", "The custom_id for this request is a duplicate of another request."),
        _ when Text(line["method"]) != "POST" => ("invalid_method", "Invalid value for 'method': expected POST."),
        _ when Text(line["url"]) != endpoint => ("invalid_url", "The URL provided for this request does not match the batch endpoint."),
        { } when line["body"] is not JsonObject => ("missing_required_parameter", "Missing required parameter: 'body'."),
        { } when line["body"]!.AsObject().ContainsKey("stream") => ("invalid_request", "Requests of a batch cannot be streamed."),
        _ => Requests.Violation(line["body"]!.AsObject(), length) is { } violation ? ("invalid_request", violation) : null,
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
