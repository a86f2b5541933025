using Azure;
using DocExtract.Readers.Vision;

namespace DocExtract.Worker.Jobs;

/// <summary>What an exception means for the work.</summary>
internal enum FailureKind
{
    /// <summary>The world is broken just now; unknown failures count as such, bounded by the attempts.</summary>
    Transient,

    /// <summary>This document would fail again: the endpoint refuses the question itself.</summary>
    Permanent,

    /// <summary>Every other document would fail alike: a refused key, no credit, a model that does not exist, a role that is missing.</summary>
    StopsTheLine,
}

/// <summary>The one classifier of failures.</summary>
internal static class Failure
{
    /// <summary>A message can be hidden for seven days; nobody should wait longer than one.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static FailureKind Of(Exception failure) => failure switch
    {
        ModelCallException { IsAboutTheDocument: true } => FailureKind.Permanent,
        ModelCallException { IsTransient: false } => FailureKind.StopsTheLine,
        RequestFailedException { Status: 401 or 403 } => FailureKind.StopsTheLine,
        _ => FailureKind.Transient,
    };

    /// <summary>What the endpoint asked for, or a doubling wait with jitter.</summary>
    public static TimeSpan Delay(Exception failure, int failures, JobOptions options)
    {
        var asked = (failure as ModelCallException)?.RetryAfter ?? TimeSpan.Zero;
        var wait = Delay(failures, options);
        return asked > wait ? (asked < Longest ? asked : Longest) : wait;
    }

    /// <summary>A doubling wait with jitter.</summary>
    public static TimeSpan Delay(int failures, JobOptions options)
    {
        var backOff = options.RetryDelay * Math.Pow(2, Math.Min(failures, 16)) * (0.8 + (0.4 * Random.Shared.NextDouble()));
        return backOff < options.MaxRetryDelay ? backOff : options.MaxRetryDelay;
    }

    /// <summary>How long a document is still left alone whose worker died: a wait that doubles with each death.</summary>
    public static TimeSpan Pause(Results.Deaths deaths, JobOptions options)
    {
        if (deaths is not { Count: > 0, SinceLast: { } since })
        {
            return TimeSpan.Zero;
        }

        var wait = options.RetryDelay * Math.Pow(2, Math.Min(deaths.Count - 1, 16));
        wait = wait < options.MaxRetryDelay ? wait : options.MaxRetryDelay;
        return wait > since ? wait - since : TimeSpan.Zero;
    }
}
