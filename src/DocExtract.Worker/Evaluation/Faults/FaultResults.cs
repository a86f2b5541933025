namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>What became of one misreading.</summary>
/// <param name="Kind">What was wrong.</param>
/// <param name="Field">Where.</param>
/// <param name="Told">What was made of what.</param>
/// <param name="Caught">It was not accepted.</param>
/// <param name="Located">An error names the wrong value, or its row or table.</param>
/// <param name="Repair">What was proposed instead.</param>
internal sealed record FaultResult(FaultKind Kind, string Field, string Told, bool Caught, bool Located, RepairOutcome Repair);

/// <summary>What a proposal is worth.</summary>
internal enum RepairOutcome
{
    /// <summary>Nothing was proposed.</summary>
    None,

    /// <summary>The truth, for the field that was wrong.</summary>
    Right,

    /// <summary>Anything else: a right value would be spoilt, or a wrong one replaced by another wrong one.</summary>
    Wrong,
}

/// <summary>What became of a document's readings.</summary>
/// <param name="Id">The document.</param>
/// <param name="Digital">Most of its words are text of a PDF, not read by OCR.</param>
/// <param name="Stopped">Why the truthful reading was not accepted; empty where it was.</param>
/// <param name="Proposed">What was proposed for the truthful reading, in words: each is wrong, unless the truth itself is.</param>
/// <param name="AddsUp">Its amounts agree: a truth that states only some of the amounts is stopped with reason.</param>
/// <param name="Faults">Each misreading.</param>
/// <param name="LeftOut">Why it was not tried at all; null where it was.</param>
internal sealed record FaultDocument(string Id, bool Digital, IReadOnlyList<string> Stopped, IReadOnlyList<string> Proposed, bool AddsUp, IReadOnlyList<FaultResult> Faults, string? LeftOut)
{
    public static FaultDocument Without(string id, string reason) => new(id, false, [], [], true, [], reason);

    public bool WasTried() => LeftOut is null;

    /// <summary>Whether a fault in it says something: of a document that is stopped anyway every fault is caught.</summary>
    public bool IsSound() => WasTried() && Stopped.Count == 0;
}

/// <summary>One set as it was tried.</summary>
internal sealed record FaultSet(string Name, double ClockSeconds, IReadOnlyList<FaultDocument> Documents);

/// <summary>Everything that one <c>eval --faults</c> measured.</summary>
internal sealed record FaultRun(IReadOnlyList<FaultSet> Sets);
