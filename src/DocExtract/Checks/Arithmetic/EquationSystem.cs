using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Checks.Arithmetic;

/// <summary>
/// The declared sums, products and shares of a reading, taken together: an amount that stands in several of them is held to
/// account by each. Where they do not all hold, it tells which single amount could be the wrong one.
/// </summary>
internal sealed class EquationSystem
{
    private readonly IReadOnlyList<Constraint> _constraints;
    private readonly Dictionary<string, List<Constraint>> _naming = [];
    private readonly Lazy<IReadOnlyList<string>> _suspects;

    private EquationSystem(IReadOnlyList<Constraint> constraints)
    {
        _constraints = constraints;
        foreach (var constraint in constraints)
        {
            foreach (string pointer in constraint.Pointers)
            {
                (_naming.TryGetValue(pointer, out var list) ? list : _naming[pointer] = []).Add(constraint);
            }
        }

        // What stops acceptance is to be explained first; a warning beside it is often a row that is printed in its own way.
        List<Constraint> broken = [.. constraints.Where(constraint => constraint.IsBroken)];
        List<Constraint> errors = broken.FindAll(constraint => Findings.SeverityOf(constraint.Check) == Severity.Error);
        Problem = errors.Count > 0 ? errors : broken;
        _suspects = new(() => [.. Named().Where(pointer => IsRead(pointer) && Healing(pointer).Any(needed => Heals(pointer, needed.Amount)))]);
    }

    public static EquationSystem Of(DocumentSchema schema, JsonObject data)
    {
        var builder = new ConstraintBuilder(data);
        return new EquationSystem([.. schema.Checks.SelectMany(builder.Of)]);
    }

    /// <summary>What does not hold and is to be explained.</summary>
    public IReadOnlyList<Constraint> Problem { get; }

    /// <summary>How many sums, products and shares do not hold, whatever their weight.</summary>
    public int Broken => _constraints.Count(constraint => constraint.IsBroken);

    /// <summary>Fields any of which alone may be the wrong one: with another amount in it everything that is to be explained holds, and nothing breaks.</summary>
    public IReadOnlyList<string> Suspects => _suspects.Value;

    /// <summary>Everything that names a field, broken or not.</summary>
    public IReadOnlyList<Constraint> Naming(string pointer) => _naming.GetValueOrDefault(pointer) ?? [];

    public IEnumerable<Constraint> BrokenBy(DeclaredCheck check) => _constraints.Where(constraint => constraint.Check == check && constraint.IsBroken);

    /// <summary>What a check says of the document by the first of its equations that holds.</summary>
    public IEnumerable<(string Field, string Sentence)> Meanings(DeclaredCheck check) =>
        from constraint in _constraints
        where constraint.Check == check
        let holding = constraint.Proving.FirstOrDefault()
        where holding?.Means is not null
        select (holding.Field.Pointers.First(), holding.Means);

    /// <summary>The fields, as the checks name them, that a sum which holds bears out; without those of one check.</summary>
    public IReadOnlySet<string> Upheld(DeclaredCheck? but = null) => _constraints
        .Where(constraint => constraint.Check.Rule == CheckRules.Sum && constraint.Check != but)
        .SelectMany(constraint => constraint.Proving).SelectMany(equation => equation.Patterns).ToHashSet();

    /// <summary>The fields that take part in everything that is to be explained, also optional ones that were not read.</summary>
    public IEnumerable<string> Named() => Problem.Count == 0 ? [] : Problem[0].Pointers.Where(pointer => Problem.All(Naming(pointer).Contains));

    /// <summary>Amounts of one field that would heal a part of what is to be explained, or agree with what holds.</summary>
    public IEnumerable<(decimal Amount, decimal Slack)> Healing(string pointer) => Naming(pointer).SelectMany(constraint => constraint.Needed(pointer));

    /// <summary>Whether everything that is to be explained, and everything else that names the field, holds with another amount in it.</summary>
    public bool Heals(string pointer, decimal amount) => Naming(pointer) is var naming
        && Problem.All(naming.Contains) && naming.All(constraint => constraint.HoldsWith(pointer, amount));

    /// <summary>Whether a sum that holds names the fields of a pattern, and nothing that names them is broken.</summary>
    public bool Bears(string pattern) => _constraints
        .Where(constraint => constraint.Equations.Any(equation => equation.Patterns.Contains(pattern))).ToList() is var naming
        && naming.TrueForAll(constraint => !constraint.IsBroken)
        && naming.Exists(constraint => constraint.Proving.Any(equation => equation.Patterns.Contains(pattern)));

    /// <summary>Whether the field has an amount in the reading.</summary>
    public bool IsRead(string pointer) => Naming(pointer)
        .Any(constraint => constraint.Equations.Any(equation => equation.Of.Concat(equation.Minus).Concat(equation.By).Append(equation.Field)
            .Any(term => term.Count > 0 && term.Names(pointer))));
}
