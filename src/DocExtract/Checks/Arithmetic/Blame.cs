using DocExtract.Evidence;
using DocExtract.Schemas;

namespace DocExtract.Checks.Arithmetic;

/// <summary>Tells where the fault lies when an equation does not hold: it need not be the field that the check names.</summary>
/// <param name="system">What holds and what does not.</param>
/// <param name="evidence">Where the values were found.</param>
/// <param name="wantsPrint">Whether a value that was not found accuses itself: not so of readings without their page, or of its own words.</param>
internal sealed class Blame(EquationSystem system, IReadOnlyList<FieldEvidence> evidence, bool wantsPrint)
{
    /// <summary>More fields than this in doubt are not listed: the place where they all stand says as much.</summary>
    private const int MostNamed = 4;

    private readonly Dictionary<string, FieldEvidence> _seen = evidence.GroupBy(entry => entry.Field).ToDictionary(group => group.Key, group => group.MaxBy(entry => entry.Support)!);

    /// <summary>One finding for each row, or for the reading, in which a check does not hold; and what it means where it holds in a way of its own.</summary>
    public IEnumerable<Finding> Judge(DeclaredCheck check) =>
        Faults(check).Concat(system.Meanings(check).Select(meaning => new Finding(meaning.Field, check.Name, Severity.Info, meaning.Sentence)));

    private IEnumerable<Finding> Faults(DeclaredCheck check) => system.BrokenBy(check).Select(broken =>
    {
        string own = broken.Leading.Field.Pointers.First();
        string rows = Rows(check, own);
        var suspects = system.Problem.Contains(broken) ? Weakest(system.Suspects) : [];
        string field = suspects switch
        {
            _ when rows.Length > 0 && suspects.TrueForAll(pointer => Rank(pointer) > 0) => rows,
            [] => own,
            _ when suspects.Contains(own) => own,
            _ => Common(suspects) is { Length: > 0 } place ? place : own,
        };
        return Weighed(broken, broken.ToFinding(field, field == own || field == rows || suspects.Count is 0 or > MostNamed ? "" : $" In doubt: {string.Join(", ", suspects.Select(Terms.Name))}."));
    });

    /// <summary>A product that does not hold is often printed so; where one of its numbers is not printed in its row either, that number is wrong.</summary>
    private Finding Weighed(Constraint broken, Finding finding) =>
        wantsPrint && broken.Check.Rule == CheckRules.Product && finding.Severity == Severity.Warning
        && broken.Pointers.FirstOrDefault(pointer => system.IsRead(pointer) && Rank(pointer) == 0) is { } unseen
            ? finding with { Field = unseen, Severity = Severity.Error, Message = $"{finding.Message} {Terms.Name(unseen)} was not found in its row." }
            : finding;

    /// <summary>Of fields that are equally in doubt, those that the page bears out least.</summary>
    private List<string> Weakest(IReadOnlyList<string> suspects)
    {
        var ranked = suspects.Select(pointer => (Pointer: pointer, Rank: Rank(pointer))).ToList();
        return [.. ranked.Where(suspect => suspect.Rank == ranked.Min(other => other.Rank)).Select(suspect => suspect.Pointer)];
    }

    /// <summary>0 for what is not on the page, 1 for what stands somewhere, 2 for what stands beside its label.</summary>
    private int Rank(string pointer) =>
        !_seen.TryGetValue(pointer, out var place) || place.Support < FieldEvidence.Found ? 0 : place.IsLabelled ? 2 : 1;

    /// <summary>
    /// Where a sum over rows is not its field's value, but another sum bears that out, and all amounts that could be wrong instead
    /// are printed, the doubt is about the rows: one is missing, or one too many. Empty where that cannot be.
    /// </summary>
    private string Rows(DeclaredCheck check, string own) =>
        check.Rule == CheckRules.Sum && check.Of.FirstOrDefault(pointer => pointer.Contains("/*")) is { } rows && system.Upheld(check).Contains(own)
            ? rows[..rows.IndexOf("/*", StringComparison.Ordinal)]
            : "";

    /// <summary>The place that holds all: the one field, its row, or its table.</summary>
    private static string Common(IReadOnlyList<string> pointers)
    {
        string[][] steps = [.. pointers.Select(pointer => pointer.Split('/'))];
        int same = steps[0].TakeWhile((step, i) => steps.All(other => i < other.Length && other[i] == step)).Count();
        return string.Join('/', steps[0].Take(same));
    }
}
