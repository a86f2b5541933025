using DocExtract.Schemas;

namespace DocExtract.Checks.Arithmetic;

/// <summary>A declared check on one row, or on the whole reading, with every equation of it that can be judged.</summary>
internal sealed record Constraint(DeclaredCheck Check, IReadOnlyList<Equation> Equations)
{
    /// <summary>At least one equation could be judged, and none holds.</summary>
    public bool IsBroken { get; } = Equations.Any(equation => !equation.IsConstant) && !Equations.Any(equation => equation.Holds);

    /// <summary>What the check says before its alternatives: the one that people are told of.</summary>
    public Equation Leading => Equations.First(equation => !equation.IsConstant);

    /// <summary>The equations that prove something: those that hold and do not compare with a number of the check's own.</summary>
    public IEnumerable<Equation> Proving => Equations.Where(equation => equation is { IsConstant: false, Holds: true });

    public IEnumerable<string> Pointers => Equations.SelectMany(equation => equation.Pointers).Distinct();

    /// <summary>Whether it can hold only through an equation with the field in it.</summary>
    public bool DependsOn(string pointer) => IsBroken || Equations.All(equation => equation.Names(pointer));

    public bool HoldsWith(string pointer, decimal amount) => Equations.Any(equation => equation.With(pointer, amount).Holds);

    /// <summary>Amounts of one field that would each make an equation hold.</summary>
    public IEnumerable<(decimal Amount, decimal Slack)> Needed(string pointer) => Equations
        .Where(equation => !equation.IsConstant && equation.Names(pointer))
        .Select(equation => equation.Needed(pointer)).OfType<(decimal Amount, decimal Slack)>();

    public Finding ToFinding(string field, string doubt) => new(
        field, Check.Name, Findings.SeverityOf(Check),
        $"{Leading.Text} = {Terms.Tidy(Leading.Gap!.Value + Leading.Field.Sum)}, but {Terms.Name(Leading.Field.Pattern)} is {Terms.Show(Leading.Field.Sum)}: {Terms.Tidy(Math.Abs(Leading.Gap!.Value))} apart.{doubt}");
}
