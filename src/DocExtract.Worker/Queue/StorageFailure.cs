using Azure;
using Azure.Identity;

namespace DocExtract.Worker.Queue;

/// <summary>How a storage account that cannot be reached shows itself.</summary>
internal static class StorageFailure
{
    /// <summary>
    /// An answer of the service, or what the client throws when there was none: after its own retries an
    /// <see cref="AggregateException"/>, on a network time-out a cancellation that nobody asked for.
    /// </summary>
    public static bool Is(Exception failure) =>
        failure is RequestFailedException or AuthenticationFailedException or AggregateException or OperationCanceledException
            or HttpRequestException or IOException;

    /// <summary>That no blob can have the name that was asked for, such as one that is too long.</summary>
    public static bool IsAboutTheName(Exception failure) =>
        failure is RequestFailedException { Status: 400, ErrorCode: "InvalidUri" or "InvalidInput" or "InvalidResourceName" or "OutOfRangeInput" };
}
