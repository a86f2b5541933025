using System.Globalization;
using System.Text.Json.Nodes;

namespace DocExtract.ModelServer;

/// <summary>The answers and errors of a batch as lines of JSON, in no order.</summary>
internal sealed class BatchFiles(Func<JsonObject, JsonObject> answer, Func<string, string> keep)
{
    private readonly Random _order = new(7);

    public BatchDelivery Deliver(IReadOnlyList<BatchLine> lines, BatchCue cue, BatchEnd end)
    {
        List<string> outputs = [], errors = [];
        long input = 0, cached = 0, output = 0;
        foreach (var (number, line) in lines.Index().Where(line => !cue.Loses(line.Index)))
        {
            if (end == BatchEnd.Expired && cue.Unfinished(number))
            {
                errors.Add(Line(line, null, "batch_expired", "This request could not be executed before the completion window expired."));
            }
            else if (cue.Fails(number))
            {
                errors.Add(Line(line, Response(500, new JsonObject { ["error"] = new JsonObject { ["message"] = "The server had an error.", ["type"] = "server_error", ["param"] = null, ["code"] = null } })));
            }
            else
            {
                var completion = answer(line.Body);
                var usage = completion["usage"];
                input += Count(usage?["prompt_tokens"]);
                cached += Count(usage?["prompt_tokens_details"]?["cached_tokens"]);
                output += Count(usage?["completion_tokens"]);
                outputs.Add(Line(line, Response(200, completion)));
            }
        }

        return new BatchDelivery(File(outputs), File(errors), outputs.Count, errors.Count, new JsonObject
        {
            ["input_tokens"] = input,
            ["input_tokens_details"] = new JsonObject { ["cached_tokens"] = cached },
            ["output_tokens"] = output,
            ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 0 },
            ["total_tokens"] = input + output,
        });
    }

    private string? File(List<string> lines)
    {
        if (lines.Count == 0)
        {
            return null;
        }

        string[] shuffled = [.. lines];
        _order.Shuffle(shuffled);
        return keep(string.Concat(shuffled.Select(line => $"{line}\n")));
    }

    private static long Count(JsonNode? tokens) => tokens is null ? 0 : long.Parse(tokens.ToJsonString(), CultureInfo.InvariantCulture);

    private static JsonObject Response(int status, JsonObject body) => new() { ["status_code"] = status, ["request_id"] = "req_1", ["body"] = body };

    private static string Line(BatchLine line, JsonObject? response, string? code = null, string? message = null) => new JsonObject
    {
        ["id"] = $"batch_req_{Guid.NewGuid():N}",
        ["custom_id"] = line.CustomId,
        ["response"] = response,
        ["error"] = code is null ? null : new JsonObject { ["code"] = code, ["message"] = message },
    }.ToJsonString();
}
