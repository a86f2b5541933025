namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>One way to misread a document.</summary>
/// <param name="Name">As it stands in reports.</param>
/// <param name="IsMoney">An amount is wrong, missing or added.</param>
/// <param name="IsTotal">What is wrong is what is to be paid.</param>
internal sealed record FaultKind(string Name, bool IsMoney, bool IsTotal = false);

/// <summary>A reading with one fault in it.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Field">JSON Pointer of the wrong value, or of the table or row that is wrong.</param>
/// <param name="Data">The whole reading.</param>
/// <param name="Told">What was made of what, for people.</param>
internal sealed record Fault(FaultKind Kind, string Field, System.Text.Json.Nodes.JsonObject Data, string Told);
