using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Outbox;

/// <summary>Where finished documents are announced.</summary>
internal sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>Queue of the storage account that is told of each finished document; <c>documents-done</c> by default, empty for none.</summary>
    [RegularExpression("^[a-z0-9](?:-?[a-z0-9]){2,62}$")]
    public string? Queue { get; init; } = "documents-done";

    /// <summary>How long a message that nobody reads stays on the queue, so that it does not grow for ever; 7 days by default.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan MessageTimeToLive { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Address that is told of each finished document by POST; none by default. HTTPS, or HTTP on this machine.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>
    /// What requests are signed with: <c>whsec_</c> and base64 of 24 to 64 random bytes. Two of them with a space between sign both, while
    /// one takes the other's place. Give it as an environment variable.
    /// </summary>
    public string? WebhookSecret { get; init; }

    /// <summary>How long a destination may take to answer; 15 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Wait before the second try, doubled with each further one; 5 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait between two tries; an hour by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long after its first try an announcement is given up, and stays in the report <c>undelivered</c>; 3 days by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How often a worker looks for what is due; every second by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether announcements also hold what was read (number, date, currency, total, seller); not by default: then who wants it asks
    /// the database, which knows who may.
    /// </summary>
    public bool IncludeData { get; init; }
}

[OptionsValidator]
internal sealed partial class ValidateOutboxOptions : IValidateOptions<OutboxOptions>;
