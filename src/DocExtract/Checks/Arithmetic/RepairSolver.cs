using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract.Checks.Arithmetic;

/// <summary>
/// Where the amounts of a reading do not agree, searches the numbers that are printed for the one that makes them agree. It is
/// proposed only where one field and one number alone do so, the number is clearly read in a place that proves nothing else, and
/// the other amounts are held to account. It is never taken over: a person decides.
/// </summary>
internal sealed class RepairSolver
{
    public const string Rule = "repair-proposed";

    /// <summary>A number that OCR is unsure of, or that may mean something else, is not proposed.</summary>
    private const double ClearlyRead = 0.9;

    /// <summary>For what working with many decimals leaves behind.</summary>
    private const decimal Dust = 0.000001m;

    private readonly EquationSystem _system;
    private readonly PrintedNumbers _printed;

    private RepairSolver(EquationSystem system, PrintedNumbers printed) => (_system, _printed) = (system, printed);

    /// <summary>None for XML, which nobody misreads, and where everything agrees; at most one otherwise.</summary>
    public static IEnumerable<Finding> Judge(
        Reading reading, IReadOnlyList<FieldEvidence> evidence, DocumentSchema schema, Document document, CancellationToken cancellationToken)
    {
        var system = EquationSystem.Of(schema, reading.Data);
        if (reading.IsStructured || system.Problem.Count == 0)
        {
            return [];
        }

        var pages = EvidenceFinder.ReadPages(document, reading.IsStructured, cancellationToken);
        var solver = new RepairSolver(system, new PrintedNumbers(pages, schema.Labels, evidence));
        return solver.Solutions().Take(2).ToList() is [{ Place: { } place } only] && solver.IsProven(only.Pointer, only.Amount, place)
            ? [solver.Propose(FieldValue.Find(reading.Data, only.Pointer), only.Pointer, only.Amount, place)]
            : [];
    }

    /// <summary>
    /// Every field and number with which everything holds. A field that should not be there needs no print; one that was not read
    /// stands beside its label.
    /// </summary>
    private IEnumerable<(string Pointer, decimal Amount, Sighting? Place)> Solutions() =>
        from pointer in _system.Named()
        from amount in Amounts(pointer)
        where _system.Heals(pointer, amount)
        let isRead = _system.IsRead(pointer)
        let place = _printed.Places(pointer, amount).FirstOrDefault(place => isRead || _printed.Near(pointer, place) > 0)
        where place is not null || (amount == 0 && isRead)
        select (pointer, amount, place);

    /// <summary>Everything that cannot hold without the field must hold in the end: the narrowest of it leaves the fewest numbers to try.</summary>
    private IEnumerable<decimal> Amounts(string pointer) =>
    [
        .. from needed in _system.Naming(pointer).Where(constraint => constraint.DependsOn(pointer))
               .Select(constraint => constraint.Needed(pointer).ToList()).MinBy(ways => ways.Max(way => (decimal?)way.Slack) ?? decimal.MaxValue)!
           let slack = (needed.Slack * 1.1m) + Dust
           from amount in _printed.Around(needed.Amount, slack).Concat(Math.Abs(needed.Amount) <= slack ? [0] : [])
           group amount by amount into same
           select same.Key,
    ];

    private bool IsProven(string pointer, decimal amount, Sighting place)
    {
        bool isCell = Candidate.RowOf(pointer) is not null;
        double near = _printed.Near(pointer, place);
        return amount != 0 && place.Quality >= ClearlyRead && (isCell || near >= 0) && !_printed.Stands(pointer)
            && (_system.Naming(pointer).Count(constraint => constraint.IsBroken) > 1 || ((isCell || near > 0) && AreAccounted(pointer, amount, isCell)));
    }

    /// <summary>
    /// Only one equation says so: everything else in it must stand on the page. Where rows take part, which may not be all of them,
    /// what they are held against must be borne out by another equation too.
    /// </summary>
    private bool AreAccounted(string pointer, decimal amount, bool isCell)
    {
        var only = _system.Problem[0];
        var equation = only.Equations.First(equation => !equation.IsConstant && equation.With(pointer, amount).Holds);
        var upheld = _system.Upheld(only.Check);
        string[] others = [.. equation.Pointers.Where(other => other != pointer && _system.IsRead(other))];
        return others.All(_printed.IsFound)
            && (others.Any(other => upheld.Contains(FieldValue.PatternOf(other))) || (!isCell && others.All(other => Candidate.RowOf(other) is null)));
    }

    private Finding Propose(FieldValue? present, string pointer, decimal amount, Sighting place)
    {
        string[] checks = [.. _system.Naming(pointer).Where(constraint => constraint.IsBroken).Select(constraint => constraint.Check.Name).Distinct()];
        string was = present is { } read ? $"was read as {read.AsText()}" : "was not read";
        return new Finding(
            pointer, Rule, Severity.Error,
            $"{Terms.Name(pointer)} {was}. With {Terms.Show(amount)}, printed on page {place.Page.Number} as '{place.Text}', {string.Join(" and ", checks)} would hold; nothing else that is printed does that.")
        {
            Proposal = new Proposal(amount, place.Page.Number, place.Box, place.Text, place.Source),
        };
    }
}
