using System.Text.Json.Nodes;

namespace DocExtract.ModelServer;

/// <summary>One batch on its way from <c>validating</c> to its end. It moves when it is looked at, never by itself.</summary>
internal sealed class ScriptedBatch
{
    private const long Created = 1_900_000_000;

    private readonly BatchCue _cue;
    private readonly IReadOnlyList<BatchLine> _lines;
    private readonly IReadOnlyList<BatchProblem> _problems;
    private readonly JsonObject _shown;
    private int _polls;

    public ScriptedBatch(string id, JsonObject request, BatchCue cue, IReadOnlyList<BatchLine> lines, IReadOnlyList<BatchProblem> problems)
    {
        _cue = cue;
        _lines = lines;
        _problems = problems.Count == 0 && cue.End == BatchEnd.Failed ? [new BatchProblem("invalid_request", "The file was not understood.", 1)] : problems;
        _shown = new JsonObject { ["id"] = id, ["object"] = "batch", ["endpoint"] = request["endpoint"]!.DeepClone(), ["status"] = "validating" };
        _shown["input_file_id"] = request["input_file_id"]!.DeepClone();
        _shown["completion_window"] = "24h";
        _shown["metadata"] = request["metadata"]?.DeepClone();
        _shown["model"] = lines.Count > 0 ? (string?)lines[0].Body["model"] : null;
        _shown["created_at"] = Created;
        _shown["expires_at"] = Created + (24 * 3600);
        foreach (string later in new[]
        {
            "errors", "output_file_id", "error_file_id", "in_progress_at", "finalizing_at", "completed_at", "failed_at", "expired_at", "cancelling_at", "cancelled_at",
        })
        {
            _shown[later] = null;
        }

        Count(0, 0);
    }

    public string Id => (string)_shown["id"]!;

    public string Status => (string)_shown["status"]!;

    /// <summary>As it stands.</summary>
    public JsonObject Show() => _shown.DeepClone().AsObject();

    /// <summary>One step on; <paramref name="deliver"/> makes the files of the lines that are done.</summary>
    public void Move(Func<IReadOnlyList<BatchLine>, BatchCue, BatchEnd, BatchDelivery> deliver)
    {
        string next = Status switch
        {
            "cancelling" => "cancelled",
            "validating" or "in_progress" when _problems.Count > 0 => "failed",
            "validating" or "in_progress" when _polls++ < _cue.PollsInProgress => "in_progress",
            "validating" or "in_progress" => _cue.End == BatchEnd.Expired ? "expired" : "completed",
            var end => end,
        };
        if (next != Status)
        {
            Enter(next, deliver);
        }
    }

    /// <summary>False where it has come to an end already.</summary>
    public bool Cancel()
    {
        bool goesOn = Status is "validating" or "in_progress" or "finalizing";
        if (goesOn)
        {
            Enter("cancelling", (_, _, _) => throw new InvalidOperationException());
        }

        return goesOn;
    }

    private void Enter(string status, Func<IReadOnlyList<BatchLine>, BatchCue, BatchEnd, BatchDelivery> deliver)
    {
        _shown["status"] = status;
        _shown[$"{status}_at"] = Created + 60 + _polls;
        if (status == "failed")
        {
            _shown["errors"] = new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. _problems.Select(Show)]) };
        }
        else if (status is "completed" or "expired" or "cancelled")
        {
            var files = deliver(_lines, _cue, status == "completed" ? BatchEnd.Completed : BatchEnd.Expired);
            _shown["output_file_id"] = files.OutputFile;
            _shown["error_file_id"] = files.ErrorFile;
            _shown["usage"] = files.Usage;
            Count(files.Completed, files.Failed);
        }
    }

    private void Count(int completed, int failed) =>
        _shown["request_counts"] = new JsonObject { ["total"] = _problems.Count > 0 ? 0 : _lines.Count, ["completed"] = completed, ["failed"] = failed };

    private static JsonNode Show(BatchProblem problem) => new JsonObject
    {
        ["code"] = problem.Code,
        ["message"] = problem.Message,
        ["param"] = null,
        ["line"] = problem.Line,
    };
}

/// <summary>What a batch left behind.</summary>
/// <param name="OutputFile">Id of the file with the answers; null when there is none.</param>
/// <param name="ErrorFile">Id of the file with the errors; null when there is none.</param>
/// <param name="Completed">Lines answered.</param>
/// <param name="Failed">Lines that were not.</param>
/// <param name="Usage">Tokens of all answers.</param>
internal sealed record BatchDelivery(string? OutputFile, string? ErrorFile, int Completed, int Failed, JsonObject Usage);
