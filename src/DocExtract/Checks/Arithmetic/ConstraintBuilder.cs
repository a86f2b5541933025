using System.Text.Json.Nodes;
using DocExtract.Schemas;
using DocExtract.Values;

namespace DocExtract.Checks.Arithmetic;

/// <summary>Makes equations of the declared checks on sums, products and shares, with the amounts of one reading.</summary>
internal sealed class ConstraintBuilder(JsonObject data)
{
    private readonly Dictionary<string, Term?> _terms = [];
    private readonly decimal _minorUnit = new(1, 0, 0, false, (byte)Currencies.MinorUnit(CurrencyOf(data)));

    /// <summary>None where a check is of another kind, or where nothing of it can be judged.</summary>
    public IEnumerable<Constraint> Of(DeclaredCheck check) => check.Rule switch
    {
        CheckRules.Sum => Constraint(check, check.Equations.Select(equation => Sum(check, equation))),
        CheckRules.Product => EachRow(check, row => check.Equations.Select(equation => Product(equation, row))),
        CheckRules.Percent => EachRow(check, row => [Share(check, row)]),
        _ => [],
    };

    private IEnumerable<Constraint> EachRow(DeclaredCheck check, Func<string, IEnumerable<Equation?>> equations) =>
        FieldValue.Select(data, check.Field).SelectMany(field => Constraint(check, equations(field.Pointer)));

    private static IEnumerable<Constraint> Constraint(DeclaredCheck check, IEnumerable<Equation?> equations)
    {
        List<Equation> judged = [.. equations.OfType<Equation>().Where(equation => equation.Gap is not null)];
        return judged.Any(equation => !equation.IsConstant) ? [new Constraint(check, judged)] : [];
    }

    private SumEquation? Sum(DeclaredCheck check, CheckAlternative equation) =>
        Term(equation.Field!) is { } field && All(equation.Of) is { } of && All(equation.Minus) is { } minus
            ? new SumEquation(field, of, minus, _minorUnit, Rounded(check)) { Means = equation.Means }
            : null;

    private ProductEquation? Product(CheckAlternative equation, string row) =>
        Term(row) is { } field && All(equation.Of, row) is { } of && All(equation.Minus, row) is { } minus && All(equation.By, row) is { } by
            ? new ProductEquation(field, of, minus, [.. by.Where(term => term.Count > 0)], _minorUnit) { Means = equation.Means }
            : null;

    private ShareEquation? Share(DeclaredCheck check, string row) =>
        Term(row) is { } field && All(check.Of, row) is [var whole, var rate]
            ? new ShareEquation(field, whole, rate, _minorUnit, Rounded(check))
            : null;

    private int Rounded(DeclaredCheck check) => check.Rounds.Sum(pointer => Term(pointer)?.Count ?? 0);

    private List<Term>? All(IReadOnlyList<string> pointers, string row = "")
    {
        List<Term> terms = [.. pointers.Select(pointer => Term(row.Length == 0 ? pointer : Terms.Bind(pointer, row))).OfType<Term>()];
        return terms.Count == pointers.Count ? terms : null;
    }

    private Term? Term(string pointer)
    {
        if (!_terms.TryGetValue(pointer, out var term))
        {
            _terms[pointer] = term = Terms.Resolve(data, pointer);
        }

        return term;
    }

    private static string CurrencyOf(JsonObject data) =>
        data["currency"] is JsonValue value && value.TryGetValue(out string? code) ? code! : "";
}
