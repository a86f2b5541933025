using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Jobs;

/// <summary>Limits of the work on one document.</summary>
internal sealed class JobOptions
{
    public const string Section = "Job";

    /// <summary>
    /// How long one attempt may take, the waits for a model included; 30 minutes by default. To be longer than
    /// <c>Extraction:Limits:MaxTime</c>, at which a document that is too much work is rejected for good: this one only ends an attempt.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Attempts after which a document that keeps failing is rejected and its message poisoned; 10 by default, which with the
    /// waits between them outlasts an hour's outage of the model's endpoint.
    /// </summary>
    [Range(1, 100)]
    public int MaxAttempts { get; init; } = 10;

    /// <summary>
    /// Workers that may die while they read one document before it is rejected as <c>crashed</c> and its message poisoned; 3 by default.
    /// The last try is made alone in its worker, so that a neighbour of a deadly document is never rejected for it.
    /// </summary>
    [Range(1, 100)]
    public int MaxCrashes { get; init; } = 3;

    /// <summary>Wait before the second attempt, doubled with each further one; 15 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a message that names no version may wait for its file, counted from its sending; then it is rejected as gone. 10 minutes
    /// by default. A message with a version never waits: that its file was there is certain.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan MissingFileWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest wait between two attempts; 15 minutes by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether one more death would be the last that is allowed.</summary>
    public bool IsLastTry(int deaths) => deaths > 0 && deaths + 1 >= MaxCrashes;
}

[OptionsValidator]
internal sealed partial class ValidateJobOptions : IValidateOptions<JobOptions>;

/// <summary>What the job runner goes by.</summary>
/// <param name="Options">Limits of the work on one document.</param>
/// <param name="Lease">How long a claim lives without a renewal: as long as its message stays hidden.</param>
/// <param name="DocumentType">Type of documents whose message names none; null: told from the content.</param>
internal sealed record JobSettings(JobOptions Options, TimeSpan Lease, string? DocumentType);
