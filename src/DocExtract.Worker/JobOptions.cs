using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker;

/// <summary>Limits of the work on one document.</summary>
internal sealed class JobOptions
{
    public const string Section = "Job";

    /// <summary>How long one attempt may take; 10 minutes by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Attempts after which a document that keeps failing is rejected and its message poisoned; 5 by default.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Wait before the second attempt, doubled with each further one; 10 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait between two attempts; 15 minutes by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromMinutes(15);
}

[OptionsValidator]
internal sealed partial class ValidateJobOptions : IValidateOptions<JobOptions>;
