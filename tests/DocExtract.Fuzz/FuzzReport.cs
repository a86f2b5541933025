using System.Globalization;
using DocExtract.Worker.Evaluation.Reporting;

namespace DocExtract.Fuzz;

/// <summary>Tells what became of a run.</summary>
internal static class FuzzReport
{
    public static string Of(IReadOnlyList<DoorResult> doors)
    {
        var grid = new Grid(
            1, ["door", "inputs", "seconds", "slowest", "MiB early", "MiB late", "faults"],
            [.. doors.Select(door => new[] { door.Name, Number(door.Inputs), Number(door.Seconds), $"{door.Slowest.TotalSeconds:0.0} s", MiB(door.MemoryEarly), MiB(door.MemoryLate), Number(door.Faults.Count) })]);
        var outcomes = new Grid(
            2, ["door", "outcome", "inputs"],
            [.. doors.SelectMany(door => door.Outcomes.OrderByDescending(outcome => outcome.Value), (door, outcome) => new[] { door.Name, outcome.Key, Number(outcome.Value) })]);
        return string.Join(
            '\n',
            [
                grid.ToText(), outcomes.ToText(),
                .. doors.SelectMany(door => door.Faults),
                .. doors.Where(door => !door.IsFlat).Select(door => $"{door.Name}: memory grew from {MiB(door.MemoryEarly)} to {MiB(door.MemoryLate)} MiB"),
                string.Create(CultureInfo.InvariantCulture, $"{doors.Sum(door => door.Inputs)} inputs, {doors.Sum(door => door.Faults.Count)} faults, 0 process deaths"),
            ]);
    }

    private static string Number(double number) => number.ToString("0", CultureInfo.InvariantCulture);

    private static string MiB(long bytes) => Number(bytes / 1048576.0);
}
