namespace DocExtract.Readers.Vision.Probing;

/// <summary>What was found out about one thing an endpoint does.</summary>
/// <param name="Setting">The thing.</param>
/// <param name="Says">What the settings say, those of the profile included.</param>
/// <param name="Found">What the endpoint does.</param>
/// <param name="ToSet">The setting that has to be changed and its value, such as <c>Stream=false</c>; null where none helps or need be.</param>
/// <param name="Advice">What to do where no setting helps, in a sentence.</param>
public sealed record ProbeResult(string Setting, string Says, string Found, string? ToSet = null, string? Advice = null)
{
    /// <summary>Whether something must be changed.</summary>
    public bool IsWrong => ToSet is not null || Advice is not null;
}
