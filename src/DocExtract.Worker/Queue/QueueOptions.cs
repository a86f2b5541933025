using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Queue;

/// <summary>The queue that announces documents, and how it is worked on.</summary>
internal sealed class QueueOptions
{
    public const string Section = "Queue";

    /// <summary>Queue that is read; <c>documents</c> by default.</summary>
    [Required, RegularExpression("^[a-z0-9](?:-?[a-z0-9]){2,62}$")]
    public string Name { get; init; } = "documents";

    /// <summary>Queue for messages that cannot be understood or keep failing; <c>documents-poison</c> by default.</summary>
    [Required, RegularExpression("^[a-z0-9](?:-?[a-z0-9]){2,62}$")]
    public string PoisonName { get; init; } = "documents-poison";

    /// <summary>Messages that are worked on at the same time; the number of cores by default.</summary>
    [Range(1, 256)]
    public int Concurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>How long a message stays hidden without a renewal; renewed at a third of it. One minute by default.</summary>
    [Range(typeof(TimeSpan), "00:00:03", "01:00:00")]
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Pause after a first empty answer; doubled up to <see cref="MaxPollInterval"/>. 100 ms by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan MinPollInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between two looks into an empty queue; 5 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long work in progress may go on after a stop was asked for, before it is given back; 20 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(20);
}

[OptionsValidator]
internal sealed partial class ValidateQueueOptions : IValidateOptions<QueueOptions>;
