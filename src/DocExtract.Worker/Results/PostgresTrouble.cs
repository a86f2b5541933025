using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>Tells failures of the database itself from those of a statement.</summary>
internal static class PostgresTrouble
{
    /// <summary>
    /// Whether the same statement may work later: no connection, no answer in time, or a server that restarts, is full, takes no more
    /// connections, only reads since a failover, or ended the statement for the sake of others.
    /// </summary>
    public static bool Is(Exception failure) => failure switch
    {
        PostgresException refused => IsOfTheServer(refused.SqlState),
        NpgsqlException { IsTransient: true } => true,
        _ => false,
    };

    /// <summary>https://www.postgresql.org/docs/current/errcodes-appendix.html</summary>
    private static bool IsOfTheServer(string sqlState) => sqlState switch
    {
        // Connections; disk, memory, connections used up; files that cannot be written.
        ['0', '8', ..] or ['5', '3', ..] or ['5', '8', ..] => true,

        // Passwords change while workers run, and databases are moved.
        ['2', '8', ..] or PostgresErrorCodes.InvalidCatalogName => true,
        PostgresErrorCodes.ReadOnlySqlTransaction => true,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.DatabaseDropped => true,

        // Ended for having been idle: between two statements, or within a transaction.
        "57P05" or "25P03" or "25P04" => true,
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.QueryCanceled => true,
        _ => false,
    };
}
