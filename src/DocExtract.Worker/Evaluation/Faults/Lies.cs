using System.Text.Json.Nodes;
using DocExtract.Worker.Evaluation.Truth;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>Every way in which one document is misread, each alone, the same in every run.</summary>
internal static class Lies
{
    public static IReadOnlyList<Fault> Of(TruthDocument document, JsonObject truth, Printed printed) =>
    [
        .. AmountFaults.Of(document.Id, truth, document.OtherTotals, printed),
        .. HeaderFaults.Of(document.Id, truth, printed),
        .. RowFaults.Of(document.Id, truth, printed),
    ];
}
