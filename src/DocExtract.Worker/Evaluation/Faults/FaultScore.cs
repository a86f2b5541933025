using DocExtract.Worker.Evaluation.Scores;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>How many of some faults were stopped.</summary>
/// <param name="Name">Which faults.</param>
/// <param name="Caught">Not accepted, of all.</param>
/// <param name="CaughtOfSound">The same in documents whose truthful reading is accepted: what the checks really told apart.</param>
/// <param name="Located">An error names the right place, of all.</param>
/// <param name="Repaired">The right value was proposed, of all.</param>
/// <param name="RepairedWrongly">Another was.</param>
internal sealed record FaultScore(string Name, Rate Caught, Rate CaughtOfSound, Rate Located, Rate Repaired, int RepairedWrongly)
{
    /// <summary>Each kind, then all money faults, all totals, all faults.</summary>
    public static IReadOnlyList<FaultScore> Of(IEnumerable<FaultDocument> documents)
    {
        var faults = documents.SelectMany(document => document.Faults, (document, fault) => (IsSound: document.IsSound(), Fault: fault)).ToList();
        return faults.Count == 0 ? [] :
        [
            .. faults.GroupBy(fault => fault.Fault.Kind.Name).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => Of(kind.Key, [.. kind])),
            Of("all in totals", [.. faults.Where(fault => fault.Fault.Kind.IsTotal)]),
            Of("all in money", [.. faults.Where(fault => fault.Fault.Kind.IsMoney)]),
            Of("all", faults),
        ];
    }

    private static FaultScore Of(string name, List<(bool IsSound, FaultResult Fault)> faults)
    {
        var sound = faults.Where(fault => fault.IsSound).ToList();
        return new FaultScore(
            name, new Rate(faults.Count(fault => fault.Fault.Caught), faults.Count),
            new Rate(sound.Count(fault => fault.Fault.Caught), sound.Count),
            new Rate(faults.Count(fault => fault.Fault.Located), faults.Count),
            new Rate(faults.Count(fault => fault.Fault.Repair == RepairOutcome.Right), faults.Count),
            faults.Count(fault => fault.Fault.Repair == RepairOutcome.Wrong));
    }
}
