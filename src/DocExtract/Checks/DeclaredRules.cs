using System.Text.Json.Nodes;
using DocExtract.Checks.Arithmetic;
using DocExtract.Checks.Completeness;
using DocExtract.Checks.Identifiers;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;
using DocExtract.Values;

namespace DocExtract.Checks;

/// <summary>Judges the rules that a document type declares in its <c>checks.json</c>.</summary>
internal static class DeclaredRules
{
    /// <param name="schema">The type with its rules.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="evidence">Where its values were found.</param>
    /// <param name="document">What it was read from; null where values are judged without their page, and its rows with them.</param>
    public static IEnumerable<Finding> Judge(DocumentSchema schema, Reading reading, IReadOnlyList<FieldEvidence> evidence, Document? document)
    {
        var data = reading.Data;
        // A reader that knows nothing but the words of the page read what stands there, also where it cannot be placed.
        bool isOfWords = reading.Reader == ReaderNames.Offline;
        var system = EquationSystem.Of(schema, data);
        var blame = new Blame(system, evidence, wantsPrint: !isOfWords && document is not null);
        var unaccounted = isOfWords || reading.IsStructured || document is null ? [] : Unaccounted.Judge(schema, system, data, evidence);
        return schema.Checks.SelectMany(check => check.Rule switch
        {
            CheckRules.Sum or CheckRules.Product or CheckRules.Percent => blame.Judge(check),
            CheckRules.Order => OrderRule.Judge(check, data),
            CheckRules.Iban => CodeRule.Judge(check, data, Iban.Fault),
            CheckRules.TaxId => CodeRule.JudgeUnlessPrinted(check, data, evidence, TaxId.Fault),
            CheckRules.Currency => CodeRule.Judge(check, data, text => Currencies.IsCode(text) ? null : "it is no currency of ISO 4217"),
            CheckRules.OnPage => OnPageRule.Judge(isOfWords ? check with { Severity = "warning" } : check, data, evidence),
            CheckRules.Bic => CodeRule.JudgeUnlessPrinted(check, data, evidence, text => Bic.Fault(text, CodeRule.Beside(check, data))),
            CheckRules.Country => CodeRule.Judge(check, data, text => Countries.IsCode(text) ? null : "it is no country of ISO 3166"),
            CheckRules.Register => CodeRule.JudgeUnlessPrinted(check, data, evidence, text => Register.Fault(text, CodeRule.CountryBeside(check, data))),
            CheckRules.Card => CodeRule.Judge(check, data, text => CardNumbers.IsIn(text) ? "it holds a card's whole number" : null),
            CheckRules.Allowed => CodeRule.Judge(
                check, data, text => check.Values.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"only {string.Join(", ", check.Values)} may stand there"),
            CheckRules.Complete => document is null ? [] : CompletenessRule.Judge(check, schema, reading, evidence, document),
            _ => throw new ArgumentException($"There is no rule '{check.Rule}'.", nameof(schema)),
        }).Concat(unaccounted);
    }

    /// <summary>The fields that a sum of others bears out.</summary>
    public static IReadOnlySet<string> Upheld(DocumentSchema schema, JsonObject data) => EquationSystem.Of(schema, data).Upheld();
}
