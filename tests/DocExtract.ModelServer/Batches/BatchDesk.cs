using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocExtract.ModelServer;

/// <summary>
/// <c>/v1/files</c> and <c>/v1/batches</c> of the scripted server. A batch moves on when it is looked at, as its cue says;
/// <paramref name="answer"/> makes the completion of a request's body.
/// </summary>
internal sealed class BatchDesk(Func<JsonObject, JsonObject> answer, BatchRules rules)
{
    private readonly FileShelf _files = new(rules);
    private readonly List<ScriptedBatch> _batches = [];
    private readonly ConcurrentQueue<BatchCue> _cues = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Disturbance>> _disturbances = new();
    private readonly ConcurrentQueue<string> _calls = new();

    public BatchDesk(Func<JsonObject, JsonObject> answer)
        : this(answer, new BatchRules())
    {
    }

    public IReadOnlyCollection<StoredFile> Files => _files.Files;

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<ScriptedBatch> Batches => [.. _batches];

    /// <summary>Every call, as <c>POST /v1/batches</c> or <c>GET /v1/files/*</c>.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>What becomes of the next batches, one each; without a cue they complete.</summary>
    public void Cue(params IEnumerable<BatchCue> cues) => cues.ToList().ForEach(_cues.Enqueue);

    /// <summary>Plays a step instead of the next answer to a call; what was asked for is done all the same where <paramref name="done"/>.</summary>
    public void Disturb(string call, ModelStep step, bool done = false) => _disturbances.GetOrAdd(call, _ => new()).Enqueue(new Disturbance(step, done));

    public void Map(IEndpointRouteBuilder app)
    {
        Map(app, "POST", "/v1/files", _files.UploadAsync);
        Map(app, "GET", "/v1/files/{id}", context => Task.FromResult(_files.Show(Id(context))));
        Map(app, "GET", "/v1/files/{id}/content", context => Task.FromResult(_files.Content(Id(context))));
        Map(app, "DELETE", "/v1/files/{id}", context => Task.FromResult(_files.Delete(Id(context))));
        Map(app, "POST", "/v1/batches", CreateAsync);
        Map(app, "GET", "/v1/batches", context => Task.FromResult(List(context)));
        Map(app, "GET", "/v1/batches/{id}", context => Task.FromResult(OfBatch(context, Look)));
        Map(app, "POST", "/v1/batches/{id}/cancel", context => Task.FromResult(OfBatch(context, batch => batch.Cancel()
            ? new Reply(200, batch.Show())
            : Reply.Error(409, $"Cannot cancel a batch with status '{batch.Status}'."))));
    }

    private void Map(IEndpointRouteBuilder app, string method, string pattern, Func<HttpContext, Task<Reply>> handle)
    {
        string call = $"{method} {pattern.Replace("{id}", "*", StringComparison.Ordinal)}";
        app.MapMethods(pattern, [method], (RequestDelegate)(async context =>
        {
            _calls.Enqueue(call);
            var disturbance = _disturbances.TryGetValue(call, out var waiting) && waiting.TryDequeue(out var next) ? next : null;
            var reply = disturbance is { Done: false } ? null : await handle(context);
            await (disturbance?.Step.PlayAsync(context, []) ?? reply!.WriteAsync(context));
        }));
    }

    private async Task<Reply> CreateAsync(HttpContext context)
    {
        JsonObject? request;
        try
        {
            request = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            request = null;
        }

        if (BatchRequestRules.Violation(request) is { } violation)
        {
            return Reply.Error(400, violation);
        }

        if (_files.Find((string)request!["input_file_id"]!) is not { Purpose: "batch" } file)
        {
            return Reply.Error(400, $"Invalid 'input_file_id': there is no such file for batches.");
        }

        var (lines, problems) = rules.Read(file.Content, (string)request["endpoint"]!);
        lock (_batches)
        {
            var batch = new ScriptedBatch($"batch_{_batches.Count + 1}", request, _cues.TryDequeue(out var cue) ? cue : new BatchCue(), lines, problems);
            _batches.Add(batch);
            return new Reply(200, batch.Show());
        }
    }

    private Reply Look(ScriptedBatch batch)
    {
        batch.Move(new BatchFiles(answer, _files.Keep).Deliver);
        return new Reply(200, batch.Show());
    }

    /// <summary>Newest first, as the official API lists them.</summary>
    private Reply List(HttpContext context)
    {
        int limit = int.TryParse(context.Request.Query["limit"], out int asked) ? asked : 20;
        string? after = context.Request.Query["after"];
        lock (_batches)
        {
            List<ScriptedBatch> rest = [.. _batches.AsEnumerable().Reverse().SkipWhile(batch => after is not null && batch.Id != after).Skip(after is null ? 0 : 1)];
            List<ScriptedBatch> page = [.. rest.Take(limit)];
            return new Reply(200, new JsonObject
            {
                ["object"] = "list",
                ["data"] = new JsonArray([.. page.Select(batch => batch.Show())]),
                ["first_id"] = page.FirstOrDefault()?.Id,
                ["last_id"] = page.LastOrDefault()?.Id,
                ["has_more"] = rest.Count > page.Count,
            });
        }
    }

    private Reply OfBatch(HttpContext context, Func<ScriptedBatch, Reply> act)
    {
        lock (_batches)
        {
            return _batches.Find(batch => batch.Id == Id(context)) is { } batch ? act(batch) : Reply.Error(404, $"No batch found with id '{Id(context)}'.");
        }
    }

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private sealed record Disturbance(ModelStep Step, bool Done);
}
