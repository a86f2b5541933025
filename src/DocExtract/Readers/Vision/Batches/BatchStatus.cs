using System.Text.Json;

namespace DocExtract.Readers.Vision.Batches;

/// <summary>A batch as its server describes it.</summary>
/// <param name="Id">The server's name for it.</param>
/// <param name="Status">In the server's word: <c>validating</c>, <c>in_progress</c>, <c>completed</c>, <c>expired</c> and so on.</param>
/// <param name="InputFileId">The file of questions that it was made of.</param>
/// <param name="OutputFileId">The file of answers, once there is one.</param>
/// <param name="ErrorFileId">The file of questions that failed, once there is one.</param>
/// <param name="Completed">Questions answered so far.</param>
/// <param name="Failed">Questions failed so far.</param>
/// <param name="Error">Why the whole batch was refused; null unless it was.</param>
public sealed record BatchStatus(
    string Id, string Status, string? InputFileId, string? OutputFileId, string? ErrorFileId, long Completed, long Failed, string? Error)
{
    /// <summary>Whether nothing more happens to it.</summary>
    public bool HasEnded => Status is "completed" or "expired" or "cancelled" or "failed";

    /// <summary>Whether it was refused before any of it was asked.</summary>
    public bool WasRefused => Status == "failed";

    internal static BatchStatus? Parse(JsonElement body)
    {
        body.TryGet("request_counts", JsonValueKind.Object, out var counts);
        body.TryGet("errors", JsonValueKind.Object, out var errors);
        string? error = errors.TryGet("data", JsonValueKind.Array, out var data) ? data.EnumerateArray().FirstOrDefault().Text("message") : null;
        return body.Text("id") is { } id && body.Text("status") is { } status
            ? new BatchStatus(
                id, status, body.Text("input_file_id"), body.Text("output_file_id"), body.Text("error_file_id"),
                counts.Count("completed") ?? 0, counts.Count("failed") ?? 0, error)
            : null;
    }
}
