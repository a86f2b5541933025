using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>In every row a field is the product of others, or so many percent of a base.</summary>
internal static class ProductRule
{
    /// <summary>Quantity times unit price: one finding for each row in which no equation holds.</summary>
    public static IEnumerable<Finding> Judge(DeclaredCheck check, JsonObject data, decimal minorUnit) =>
        FieldValue.Select(data, check.Field).SelectMany(field => Row(
            check, check.Equations.Select(equation => Multiply(equation, field.Pointer, data, minorUnit))));

    /// <summary>A rate of a base: one finding for each row in which it does not hold.</summary>
    public static IEnumerable<Finding> JudgePercent(DeclaredCheck check, JsonObject data, decimal minorUnit)
    {
        int rounded = check.Rounds.Sum(pointer => Terms.Resolve(data, pointer)?.Values.Count ?? 0);
        return FieldValue.Select(data, check.Field)
            .SelectMany(field => Row(check, [Share(check, field.Pointer, data, minorUnit * (2 + rounded) / 2)]));
    }

    private static IEnumerable<Finding> Row(DeclaredCheck check, IEnumerable<Equation?> equations)
    {
        var judged = equations.OfType<Equation>().ToList();
        return judged.Count == 0 || judged.Any(equation => equation.Holds) ? [] : [judged[0].ToFinding(check)];
    }

    private static Equation? Multiply(CheckAlternative check, string pointer, JsonObject data, decimal minorUnit)
    {
        var of = Bound(check.Of, pointer, data);
        var minus = Bound(check.Minus, pointer, data);
        var by = Bound(check.By, pointer, data)?.Where(term => term.Values.Count > 0).ToList();
        if (of is null || minus is null || by is null || Terms.Resolve(data, pointer) is not { } field || by.Any(term => term.Sum == 0))
        {
            return null;
        }

        try
        {
            decimal divisor = by.Aggregate(1m, (product, term) => product * term.Sum);
            decimal result = (of.Aggregate(1m, (product, term) => product * term.Sum) / divisor) - minus.Sum(term => term.Sum);
            string text = string.Join(" x ", of.Select(term => term.Show())) + string.Concat(by.Select(term => $" / {term.Show()}"))
                + string.Concat(minus.Where(term => term.Values.Count > 0).Select(term => $" - {term.Show()}"));
            return new Equation(pointer, text, result, field.Sum, minorUnit + of.Sum(term => Slack(term, of, minorUnit) / divisor));
        }
        catch (OverflowException)
        {
            return null; // Values beyond 28 digits are no amounts; the page will not show them either.
        }
    }

    private static Equation? Share(DeclaredCheck check, string pointer, JsonObject data, decimal tolerance)
    {
        if (Bound(check.Of, pointer, data) is not [var whole, var rate] || Terms.Resolve(data, pointer) is not { } field)
        {
            return null;
        }

        // Printed rates are rounded too (5.5 % of what is 5.45 %), but one decimal is the least that is printed.
        return new Equation(pointer, $"{Terms.Show(rate.Sum)} % of {whole.Show()}", Math.Round(whole.Sum / 100 * rate.Sum, 4), field.Sum, tolerance);
    }

    private static IReadOnlyList<Term>? Bound(IReadOnlyList<string> patterns, string pointer, JsonObject data) =>
        Terms.ResolveAll(data, patterns.Select(pattern => Terms.Bind(pattern, pointer)));

    /// <summary>What a factor's own rounding (half of its last decimal, at least the minor unit's) makes of the product; whole numbers are exact counts.</summary>
    private static decimal Slack(Term factor, IReadOnlyList<Term> all, decimal minorUnit)
    {
        if (factor.Sum == decimal.Truncate(factor.Sum))
        {
            return 0;
        }

        decimal others = all.Where(term => term != factor).Aggregate(1m, (product, term) => product * Math.Abs(term.Sum));
        return others * Math.Min(new decimal(1, 0, 0, false, factor.Sum.Scale), minorUnit) / 2;
    }
}
