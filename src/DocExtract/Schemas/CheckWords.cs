namespace DocExtract.Schemas;

/// <summary>A declared check in words, such as <c>total = subtotal + tax_total (+ rounding)</c>: what is optional stands in brackets.</summary>
public static class CheckWords
{
    /// <summary>One sentence without a full stop.</summary>
    public static string Of(DeclaredCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        string field = Name(check.Field);
        return check.Rule switch
        {
            CheckRules.Sum or CheckRules.Product => string.Join("; or ", check.Equations.Select(equation => Equation(check.Rule, equation))),
            CheckRules.Percent => $"{field} = {Name(check.Of[1])} % of {Name(check.Of[0])}",
            CheckRules.Order => $"{field} is not before {string.Join(" and ", check.Of.Select(Name))}",
            CheckRules.Iban => $"{field} is an IBAN: its length is its country's, its check digits hold",
            CheckRules.TaxId => $"{field} has the form of its country's tax identifiers, and its check digits hold",
            CheckRules.Bic => $"{field} is a BIC{(check.Of.Count > 0 ? $" of the same country as {Name(check.Of[0])}" : "")}",
            CheckRules.Country => $"{field} is a country's code of two letters (ISO 3166)",
            CheckRules.Register => $"{field} is a number of the register that {string.Join(" or ", check.Of.Select(Name))} points to (SIREN, SIRET, EIN)",
            CheckRules.Card => $"{field} holds no more of a card's number than its last four digits",
            CheckRules.Currency => $"{field} is a currency's code (ISO 4217)",
            CheckRules.Allowed => $"{field} is one of {string.Join(", ", check.Values)}",
            CheckRules.OnPage => $"{field} is printed on the page{(check.Field.EndsWith('?') ? ", unless it is zero" : "")}",
            CheckRules.Complete => $"the rows of {Name(check.Field[..check.Field.IndexOf("/*", StringComparison.Ordinal)])} are proven whole: "
                + $"by a sum of {field}, the numbers before them, a printed count, or a column in which nothing is left",
            _ => throw new ArgumentException($"There is no rule '{check.Rule}'.", nameof(check)),
        };
    }

    /// <summary>A field as it is called in the schema, with dots, without its rows: <c>lines.amount</c>.</summary>
    public static string Name(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        return string.Join('.', pointer.TrimEnd('?').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(step => step != "*"));
    }

    private static string Equation(string rule, CheckAlternative equation)
    {
        string sign = rule == CheckRules.Sum ? "+" : "x";
        string right = string.Concat(equation.Of.Select((pointer, i) => Term(i == 0 && !pointer.EndsWith('?') ? "" : sign, Shown(rule, pointer), pointer)))
            + string.Concat(equation.By.Select(pointer => Term("/", Name(pointer), pointer)))
            + string.Concat(equation.Minus.Select(pointer => Term("-", Shown(rule, pointer), pointer)));
        return $"{Name(equation.Field!)} ={right}";
    }

    private static string Term(string sign, string name, string pointer) =>
        (pointer.EndsWith('?'), sign.Length) switch
        {
            (true, _) => $" ({sign} {name})",
            (false, 0) => $" {name}",
            _ => $" {sign} {name}",
        };

    private static string Shown(string rule, string pointer) => rule == CheckRules.Sum && pointer.Contains("/*/") ? $"sum of {Name(pointer)}" : Name(pointer);
}
