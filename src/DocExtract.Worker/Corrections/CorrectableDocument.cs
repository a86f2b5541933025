using System.Text.Json.Nodes;

namespace DocExtract.Worker.Corrections;

/// <summary>A document as it stands, for a person to correct.</summary>
/// <param name="Id">The document.</param>
/// <param name="Name">As people are shown it.</param>
/// <param name="Status">Accepted or under review.</param>
/// <param name="DocumentType">Its type.</param>
/// <param name="Data">What was read, with the corrections so far.</param>
internal sealed record CorrectableDocument(long Id, string Name, string Status, string DocumentType, JsonObject Data);
