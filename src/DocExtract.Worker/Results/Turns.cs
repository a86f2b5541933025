using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>
/// Those that share something wait for each other: of two copies that are finished at the same time, the second sees the first. Others go
/// on side by side.
/// </summary>
internal static class Turns
{
    /// <summary>Any number that nothing else in the database uses as the first of two numbers of an advisory lock.</summary>
    private const int Space = 0x446F_6302;

    /// <summary>
    /// So many locks one transaction takes at most, however many documents a file holds: Postgres has room for some thousands. Two that
    /// share nothing rarely fall into one, and then merely wait.
    /// </summary>
    private const int Most = 1024;

    /// <summary>Waits until nobody else has a turn with one of the keys; held to the end of the transaction.</summary>
    public static Task TakeAsync(NpgsqlTransaction transaction, IEnumerable<string> keys, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(@Space, turn) from unnest(@turns) as turn",
            // In one order for all, so that no two ever wait for each other.
            new { Space, turns = keys.Select(TurnOf).Distinct().Order().ToArray() },
            transaction,
            cancellationToken: cancellationToken));

    private static int TurnOf(string key) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key))) % Most);
}
