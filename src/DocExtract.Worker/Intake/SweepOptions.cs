using System.ComponentModel.DataAnnotations;
using DocExtract.Worker.Jobs;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Intake;

/// <summary>How files are found that no message announced.</summary>
internal sealed class SweepOptions
{
    public const string Section = "Sweep";

    /// <summary>Time between two rounds, all workers together; 15 minutes by default, 0 for none.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long a file waits for its message before it is announced without; 10 minutes by default. Behind a backlog it waits as much longer as
    /// the messages do.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan OlderThan { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long nothing is heard of a document that waits, or whose worker ended, before it gets a new message; 2 hours by default. Longer than
    /// the longest wait between two attempts (<see cref="JobOptions.MaxRetryDelay"/>).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromHours(2);
}

[OptionsValidator]
internal sealed partial class ValidateSweepOptions : IValidateOptions<SweepOptions>;
