using System.Text.Json.Nodes;

namespace DocExtract.ModelServer;

/// <summary>What became of a request.</summary>
/// <param name="Body">What was asked.</param>
/// <param name="Fault">What went wrong on purpose; null for a right answer.</param>
/// <param name="Whole">Whether the answer was sent to its end with the client still there.</param>
internal sealed record ServedRequest(JsonObject Body, Fault? Fault, bool Whole)
{
    /// <summary>The client has a whole answer that is right.</summary>
    public bool IsRight => Whole && (Fault is null or ModelServer.Fault.NoUsage);
}
