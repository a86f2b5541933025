using System.Globalization;
using System.Text.Json.Nodes;

namespace DocExtract.Schemas;

/// <summary>Tells what is wrong with declared checks before any document is judged by them.</summary>
internal static class CheckFaults
{
    /// <summary>Everything wrong with a type's checks: where, what, and what to do.</summary>
    public static IEnumerable<CheckFault> Find(IReadOnlyList<DeclaredCheck> checks, JsonObject schema)
    {
        var twice = checks.Index().GroupBy(check => check.Item.Name).Where(group => group.Count() > 1)
            .Select(group => new CheckFault(group.Last().Index, $"'{group.Key}': {group.Count()} checks have this name; give each its own."));
        return checks.SelectMany((check, i) => Faults(check, schema).Select(fault => new CheckFault(i, $"check {i + 1} '{check.Name}': {fault}"))).Concat(twice);
    }

    private static IEnumerable<string> Faults(DeclaredCheck check, JsonObject schema)
    {
        if (CheckRules.ShapeOf(check.Rule) is not { } shape)
        {
            return [$"there is no rule '{check.Rule}'; use one of {string.Join(", ", CheckRules.Names)}."];
        }

        IEnumerable<string> severity = check.Severity is "error" or "warning"
            ? []
            : [$"severity is '{check.Severity}'; write error or warning."];
        var rounds = check.Rounds.SelectMany(pointer => Pointer(pointer, shape, schema));
        IEnumerable<string> or = check.Or.Count == 0 || shape.Or ? [] : [$"the rule {check.Rule} has no 'or'."];
        return [.. severity, .. rounds, .. or, .. Values(check), .. check.Equations.SelectMany(equation => Equation(equation, check.Rule, shape, schema))];
    }

    private static IEnumerable<string> Values(DeclaredCheck check) => (check.Rule == CheckRules.Allowed, check.Values.Count) switch
    {
        (true, 0) => ["the rule allowed needs 'values', such as [\"cash\", \"card\"]."],
        (false, > 0) => [$"the rule {check.Rule} has no 'values'; use the rule allowed."],
        _ => [],
    };

    private static IEnumerable<string> Equation(CheckAlternative equation, string rule, CheckRules.Shape shape, JsonObject schema)
    {
        if (equation.Of.Count < shape.AtLeast || equation.Of.Count > shape.AtMost)
        {
            string count = shape.AtMost == int.MaxValue ? $"at least {shape.AtLeast}" : shape.AtMost > shape.AtLeast ? $"{shape.AtLeast} to {shape.AtMost}" : $"{shape.AtLeast}";
            yield return $"the rule {rule} needs {count} of 'of', here are {equation.Of.Count}.";
        }

        if (rule == CheckRules.Complete && equation.Field!.Split('/') is not ["", _, "*", _])
        {
            yield return $"'field' cannot be '{equation.Field}': name the column by which the rows of a table are told, such as /lines/*/amount.";
        }

        if ((equation.Minus.Count > 0 && !shape.Minus) || (equation.By.Count > 0 && !shape.By))
        {
            yield return $"the rule {rule} has no {(shape.Minus ? "'by'" : "'minus' or 'by'")}.";
        }

        if ((equation.Field!.EndsWith('?') && rule != CheckRules.OnPage) || (equation.Field.Contains('*') && !shape.Rows))
        {
            yield return $"'field' cannot be '{equation.Field}': a field that is judged is not optional{(shape.Rows ? "" : ", and a sum does not stand in rows")}.";
        }

        foreach (string fault in equation.Of.Concat(equation.Minus).Concat(equation.By).Append(equation.Field)
            .SelectMany(pointer => Pointer(pointer, shape, schema)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Pointer(string pointer, CheckRules.Shape shape, JsonObject schema) =>
        shape.Type == "number" && decimal.TryParse(pointer, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? []
        : SchemaFields.Find(schema, pointer.TrimEnd('?'))?["type"]?.GetValue<string>() switch
        {
            null => [$"'{pointer}' names no property of schema.json; correct it or add the property."],
            "integer" when shape.Type == "number" => [],
            var type when shape.Type is not null && type != shape.Type => [$"'{pointer}' is of type {type}; this rule needs {shape.Type}."],
            _ => [],
        };
}

/// <summary>Something wrong with a declared check.</summary>
/// <param name="Check">Its place in the list, from 0.</param>
/// <param name="Message">What, and what to do.</param>
internal readonly record struct CheckFault(int Check, string Message)
{
    /// <summary>The first text in the message that is quoted from the file and names what is wrong, to find its line by; null where none is.</summary>
    public string? Quoted(string checkName) => Message.Split('\'').Where((part, i) => i % 2 == 1 && part != checkName && part.Length > 0).FirstOrDefault();
}
