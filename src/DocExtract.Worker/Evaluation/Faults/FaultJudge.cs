using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Schemas;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>What the engine made of a reading, beside what is known of it.</summary>
internal static class FaultJudge
{
    /// <summary>A reading with a fault in it.</summary>
    public static FaultResult Of(Fault fault, JsonObject truth, Extraction judged) => new(
        fault.Kind, fault.Field, fault.Told, judged.Verdict != Verdict.Accepted, IsLocated(fault, judged), RepairOf(fault, truth, judged));

    /// <summary>A document with its truthful reading and the others.</summary>
    public static FaultDocument Of(string id, bool isDigital, Extraction honest, bool addsUp, IReadOnlyList<FaultResult> faults) => new(
        id, isDigital,
        [.. Errors(honest).Select(finding => $"{finding.Rule}: {finding.Message}")],
        [.. honest.Findings.Where(finding => finding.Proposal is not null).Select(finding => finding.Message)],
        addsUp, faults, null);

    public static IEnumerable<Finding> Errors(Extraction extraction) => extraction.Findings.Where(finding => finding.Severity == Severity.Error);

    private static bool IsLocated(Fault fault, Extraction judged) => Errors(judged).Any(finding =>
        finding.Field == fault.Field || IsWithin(finding.Field, fault.Field) || IsWithin(fault.Field, finding.Field));

    /// <summary>Of a field that the truth does not state nobody knows: it is not scored, as elsewhere.</summary>
    private static RepairOutcome RepairOf(Fault fault, JsonObject truth, Extraction judged) =>
        judged.Findings.FirstOrDefault(finding => finding.Proposal is not null) is not { } proposed || FieldValue.Find(truth, proposed.Field) is null ? RepairOutcome.None
        : proposed.Field == fault.Field && FieldValue.Find(truth, fault.Field)?.AsDecimal() == proposed.Proposal!.Value ? RepairOutcome.Right
        : RepairOutcome.Wrong;

    private static bool IsWithin(string field, string place) => place.Length > 0 && field.StartsWith(place + "/", StringComparison.Ordinal);
}
