using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Queue;

/// <summary>The queues that announce documents, and how they are worked on.</summary>
internal sealed class QueueOptions
{
    public const string Section = "Queue";

    private const string OneName = "[a-z0-9](?:-?[a-z0-9]){2,62}";

    /// <summary>
    /// Queues that are read, separated by commas, the most urgent first, such as <c>urgent,documents,bulk</c>; <c>documents</c> by default.
    /// </summary>
    [Required]
    [RegularExpression(
        $"^ *{OneName}(?: *, *{OneName})* *$",
        ErrorMessage = "Queue__Names are names of queues separated by commas, such as urgent,documents,bulk: 3 to 63 small letters, digits and single hyphens each.")]
    public string Names { get; init; } = "documents";

    /// <summary>Queue for messages that cannot be understood or keep failing; <c>documents-poison</c> by default.</summary>
    [Required, RegularExpression($"^{OneName}$")]
    public string PoisonName { get; init; } = "documents-poison";

    /// <summary>
    /// Messages that are worked on at the same time; by default the number of cores, and with a model as many more as its endpoint
    /// answers at one time: work on the CPU is never wider than the cores.
    /// </summary>
    [Range(1, 1024)]
    public int? Concurrency { get; init; }

    /// <summary>How long a message stays hidden without a renewal; renewed at a third of it. One minute by default.</summary>
    [Range(typeof(TimeSpan), "00:00:03", "01:00:00")]
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Pause after a first empty answer; doubled up to <see cref="MaxPollInterval"/>. 100 ms by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan MinPollInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between two looks into empty queues; 5 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long work in progress may go on after a stop was asked for, before it is given back; 20 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary><see cref="Names"/>, one by one.</summary>
    public IReadOnlyList<string> InOrder => Names.Split(',', StringSplitOptions.TrimEntries);
}

[OptionsValidator]
internal sealed partial class ValidateQueueOptions : IValidateOptions<QueueOptions>;
