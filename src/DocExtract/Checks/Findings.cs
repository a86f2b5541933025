using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>Words of <c>checks.json</c> as values.</summary>
internal static class Findings
{
    public static Severity SeverityOf(DeclaredCheck check) => check.Severity == "warning" ? Severity.Warning : Severity.Error;
}
