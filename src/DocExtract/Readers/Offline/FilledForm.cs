using System.Text.Json.Nodes;
using DocExtract.Checks;

namespace DocExtract.Readers.Offline;

/// <summary>What was read for a document type, and what the reader itself is not sure of.</summary>
internal sealed record FilledForm(JsonObject Data, IReadOnlyList<Finding> Doubts);
