using Azure;
using Azure.Identity;
using DocExtract.Readers.Vision;
using Npgsql;

namespace DocExtract.Worker.Jobs;

/// <summary>
/// What may be told of a failure in logs and in the poison queue. The message of an exception that nobody foresaw may quote
/// what it stumbled over, and that is what stands in somebody's document: of those only the kind and the place in the code are told.
/// </summary>
internal static class FailureText
{
    /// <summary>A sentence for Postgres, where contents may stand: also with what a model's server says.</summary>
    public static string InFull(Exception failure) => failure is ModelCallException ? failure.Message : Of(failure);

    /// <summary>A sentence without contents and secrets.</summary>
    public static string Of(Exception failure) => failure switch
    {
        ModelCallException refused => refused.WithoutQuote,
        PostgresException refused => refused.IsTransient || IsAboutTheServer(refused.SqlState)
            ? $"Postgres: {refused.MessageText} ({refused.SqlState})"
            : $"Postgres refused a statement ({refused.SqlState}).",
        NpgsqlException => $"Postgres: {failure.Message}",
        RequestFailedException { Status: 0 } => "The storage account does not answer.",
        RequestFailedException { Status: 401 or 403 } refused =>
            $"The storage account refuses this worker ({refused.Status} {refused.ErrorCode}). Give its identity the roles Storage Blob Data Contributor and Storage Queue Data Contributor, or mend Storage__ConnectionString.",
        RequestFailedException refused => $"The storage account answered {refused.Status} {refused.ErrorCode}.",
        AuthenticationFailedException => "The environment's identity could not sign in to the storage account.",
        AggregateException { InnerException: { } inner } => Of(inner),
        TimeoutException or OperationCanceledException => "It took longer than Job__Timeout, or an answer of the network did.",
        HttpRequestException http => $"A connection failed ({http.HttpRequestError}).",
        _ => $"An unforeseen {failure.GetType().Name}{Place(failure)}.",
    };

    /// <summary>Kinds and places of the failure and of what caused it, without any message.</summary>
    public static string Trace(Exception failure)
    {
        List<string> lines = [];
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            lines.Add($"{cause.GetType().FullName}{(cause.StackTrace is { } stack ? Environment.NewLine + stack : "")}");
        }

        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>Classes 08 connection, 25 transaction state (read-only), 28 sign-in, 3D database, 53 resources, 55 locks, 57 intervention, 58 system.</summary>
    private static bool IsAboutTheServer(string sqlState) => sqlState[..2] is "08" or "25" or "28" or "3D" or "53" or "55" or "57" or "58";

    private static string Place(Exception failure) =>
        failure.TargetSite is { DeclaringType: { } type } method ? $" in {type.Name}.{method.Name}" : "";
}
