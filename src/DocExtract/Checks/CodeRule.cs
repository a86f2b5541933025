using System.Text.Json.Nodes;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>A field is an identifier or code that can be proven wrong by itself.</summary>
internal static class CodeRule
{
    public static IEnumerable<Finding> Judge(DeclaredCheck check, JsonObject data, Func<string, bool> isValid, string fault) =>
        FieldValue.Select(data, check.Field).Where(field => !isValid(field.AsText())).Select(field => new Finding(
            field.Pointer, check.Name, Findings.SeverityOf(check), $"{Terms.Name(field.Pointer)} is '{field.AsText()}', but {fault}."));
}
