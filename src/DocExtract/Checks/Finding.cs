namespace DocExtract.Checks;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Told, but does not stop acceptance.</summary>
    Warning,

    /// <summary>A person must look.</summary>
    Error,
}

/// <summary>Something about a reading that a person should know.</summary>
/// <param name="Field">JSON Pointer of the field in doubt; empty for the whole document.</param>
/// <param name="Rule">Stable name in kebab-case, such as <c>schema</c>, <c>sum</c>, <c>missing</c>, <c>not-on-page</c>.</param>
/// <param name="Severity">Errors stop acceptance.</param>
/// <param name="Message">A sentence for people, with the values.</param>
public sealed record Finding(string Field, string Rule, Severity Severity, string Message)
{
    /// <summary>What the field should be instead, where the document itself tells; never taken over by itself.</summary>
    public Proposal? Proposal { get; init; }
}
