using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>
/// A field is the sum of others. Each value may have been rounded on its own, so the sides may differ by half a minor unit of
/// the currency for every value that takes part; exactly that and no more.
/// </summary>
internal static class SumRule
{
    /// <summary>One finding when no equation of the check holds and at least one could be judged.</summary>
    public static IEnumerable<Finding> Judge(DeclaredCheck check, JsonObject data, decimal minorUnit)
    {
        int rounded = check.Rounds.Sum(pointer => Terms.Resolve(data, pointer)?.Values.Count ?? 0);
        var sums = check.Equations.Select(equation => Work(equation, data, minorUnit, rounded)).OfType<Equation>().ToList();
        var accusing = sums.FirstOrDefault(sum => !sum.IsConstant);
        return accusing is null || sums.Any(sum => sum.Holds) ? [] : [accusing.ToFinding(check)];
    }

    /// <summary>The fields that stand in an equation of the check that holds: each of them is borne out by the others.</summary>
    public static IEnumerable<string> Upheld(DeclaredCheck check, JsonObject data, decimal minorUnit) => check.Equations
        .Where(equation => Work(equation, data, minorUnit, 0) is { Holds: true, IsConstant: false })
        .SelectMany(equation => equation.Of.Concat(equation.Minus).Append(equation.Field!)).Select(pointer => pointer.TrimEnd('?'));

    /// <summary>The equations of a check that a column of rows is summed up in, as far as they can be worked out.</summary>
    public static IEnumerable<Equation> Over(DeclaredCheck check, string column, JsonObject data, decimal minorUnit) => check.Equations
        .Where(equation => equation.Of.Contains(column))
        .Select(equation => Work(equation, data, minorUnit, 0)).OfType<Equation>();

    /// <summary>
    /// Where a sum over rows is not its field's value, but another sum bears that out, the doubt is about the rows: one is missing,
    /// or one too many.
    /// </summary>
    public static Finding Accuse(DeclaredCheck check, Finding finding, IReadOnlySet<string> upheld) =>
        upheld.Contains(finding.Field) && check.Of.FirstOrDefault(pointer => pointer.Contains("/*")) is { } rows
            ? finding with { Field = rows[..rows.IndexOf("/*", StringComparison.Ordinal)] }
            : finding;

    private static Equation? Work(CheckAlternative check, JsonObject data, decimal minorUnit, int rounded)
    {
        var of = Terms.ResolveAll(data, check.Of);
        var minus = Terms.ResolveAll(data, check.Minus);
        if (Terms.Resolve(data, check.Field!) is not { } field || of is null || minus is null)
        {
            return null;
        }

        int values = field.Values.Count + of.Concat(minus).Sum(term => term.Values.Count) + rounded;
        string text = string.Join(" + ", Shown(of)) + string.Concat(Shown(minus).Select(term => $" - {term}"));
        return new Equation(check.Field!, text, of.Sum(term => term.Sum) - minus.Sum(term => term.Sum), field.Sum, values * minorUnit / 2)
        {
            IsConstant = of.Concat(minus).All(term => term.Pattern.Length == 0),
        };
    }

    private static IEnumerable<string> Shown(IEnumerable<Term> terms) => terms.Where(term => term.Values.Count > 0).Select(term => term.Show());
}

/// <summary>What was worked out beside what the reading says.</summary>
/// <param name="Field">The field that should hold the result.</param>
/// <param name="Text">The left side, for people.</param>
/// <param name="Worked">The result of the left side.</param>
/// <param name="Read">The field's value.</param>
/// <param name="Tolerance">The largest difference that rounding explains.</param>
internal sealed record Equation(string Field, string Text, decimal Worked, decimal Read, decimal Tolerance)
{
    /// <summary>Compares with a number of the check's own: it may excuse (nothing is due), but tells nothing when it does not hold.</summary>
    public bool IsConstant { get; init; }

    public bool Holds => Math.Abs(Worked - Read) <= Tolerance;

    public Finding ToFinding(DeclaredCheck check) => new(
        Field, check.Name, Findings.SeverityOf(check),
        $"{Text} = {Terms.Tidy(Worked)}, but {Terms.Name(Field)} is {Terms.Show(Read)}: {Terms.Tidy(Math.Abs(Worked - Read))} apart.");
}
