using System.Text.Json.Nodes;
using DocExtract.Checks.Arithmetic;
using DocExtract.Checks.Identifiers;
using DocExtract.Evidence;
using DocExtract.Schemas;
using DocExtract.Values;

namespace DocExtract.Checks;

/// <summary>Judges the rules that a document type declares in its <c>checks.json</c>.</summary>
internal static class DeclaredRules
{
    /// <param name="schema">The type with its rules.</param>
    /// <param name="data">The reading.</param>
    /// <param name="evidence">Where its values were found.</param>
    /// <param name="isOfWords">Whether the reader knows nothing but the words of the page: what it read stands there, also where it cannot be placed.</param>
    public static IEnumerable<Finding> Judge(DocumentSchema schema, JsonObject data, IReadOnlyList<FieldEvidence> evidence, bool isOfWords)
    {
        var blame = new Blame(EquationSystem.Of(schema, data), evidence);
        return schema.Checks.SelectMany(check => check.Rule switch
        {
            CheckRules.Sum or CheckRules.Product or CheckRules.Percent => blame.Judge(check),
            CheckRules.Order => OrderRule.Judge(check, data),
            CheckRules.Iban => CodeRule.Judge(check, data, text => Iban.IsValid(text) ? null : "its check digits do not hold"),
            CheckRules.TaxId => CodeRule.JudgeUnlessPrinted(check, data, evidence, TaxId.Fault),
            CheckRules.Currency => CodeRule.Judge(check, data, text => Currencies.IsCode(text) ? null : "it is no currency of ISO 4217"),
            CheckRules.OnPage => OnPageRule.Judge(isOfWords ? check with { Severity = "warning" } : check, data, evidence),
            _ => throw new ArgumentException($"There is no rule '{check.Rule}'.", nameof(schema)),
        });
    }

    /// <summary>The fields that a sum of others bears out.</summary>
    public static IReadOnlySet<string> Upheld(DocumentSchema schema, JsonObject data) => EquationSystem.Of(schema, data).Upheld();
}
