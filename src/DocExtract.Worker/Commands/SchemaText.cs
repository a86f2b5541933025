using System.Text;
using DocExtract.Schemas;

namespace DocExtract.Worker.Commands;

/// <summary>What a document type's folder declares, in words.</summary>
internal static class SchemaText
{
    public static string Of(DocumentSchema type)
    {
        var text = new StringBuilder().AppendLine($"{type.Name} (version {type.Version}): {Count(type)}").AppendLine()
            .AppendLine("Fields (* essential: without it, and without its print on the page, nothing is accepted)");
        foreach (var (pattern, field) in SchemaFields.Leaves(type.Json))
        {
            string form = (string?)field["format"] ?? ((string?)field["pattern"] is { } pattern1 ? $"{field["type"]} {pattern1}" : (string?)field["type"])!;
            string labels = type.Labels.Fields.TryGetValue(pattern, out var words) ? $", labels: {words.Count}" : "";
            text.AppendLine($"  {(type.Essential.Contains(pattern) ? "*" : " ")} {CheckWords.Name(pattern)}: {form}{Allowed(field)}{labels}");
        }

        foreach (var (title, rules) in Groups)
        {
            var checks = type.Checks.Where(check => rules.Contains(check.Rule)).ToList();
            text.AppendLine().AppendLine(checks.Count > 0 ? title : $"{title}: none");
            checks.ForEach(check => text.AppendLine($"  {check.Name}{Weight(check)}: {CheckWords.Of(check)}"));
        }

        return text.ToString();
    }

    private static string Weight(DeclaredCheck check) => (check.Severity, check.Rule) switch
    {
        ("warning", CheckRules.Product) => " (told; stops where one of its numbers is not printed)",
        ("warning", _) => " (only told)",
        _ => "",
    };

    public static string Count(DocumentSchema type) =>
        $"{SchemaFields.Leaves(type.Json).Count()} fields, {type.Essential.Count} of them essential, {type.Checks.Count} checks, {type.Labels.Fields.Count} fields with labels";

    private static readonly (string Title, string[] Rules)[] Groups =
    [
        ("Sums and products", [CheckRules.Sum, CheckRules.Product, CheckRules.Percent]),
        ("Dates", [CheckRules.Order]),
        ("Lists that must be proven whole", [CheckRules.Complete]),
        ("Identifiers and codes", [CheckRules.Iban, CheckRules.Bic, CheckRules.TaxId, CheckRules.Register, CheckRules.Currency, CheckRules.Country, CheckRules.Card]),
        ("Allowed values", [CheckRules.Allowed]),
        ("What must be printed on the page", [CheckRules.OnPage]),
    ];

    private static string Allowed(System.Text.Json.Nodes.JsonObject field) =>
        field["enum"] is { } values ? $", one of {string.Join(", ", values.AsArray().Select(value => value!.ToString()))}" : "";
}
