using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace DocExtract.Worker.Local;

/// <summary>
/// Ports and secrets of one data directory. They are kept, so that connection strings stay the same from one start to the
/// next. The secrets keep other users of the machine out: loopback ports are open to all of them.
/// </summary>
internal sealed record LocalSettings
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public int PostgresPort { get; init; }

    public int BlobPort { get; init; }

    public int QueuePort { get; init; }

    public required string PostgresPassword { get; init; }

    public required string StorageKey { get; init; }

    /// <summary>Name of the Postgres user, the database and the storage account.</summary>
    public const string Name = "docextract";

    /// <summary>Reads the file, or makes up new settings if there is none.</summary>
    public static LocalSettings Load(string file) => File.Exists(file)
        ? JsonSerializer.Deserialize<LocalSettings>(File.ReadAllText(file), Json)!
        : new LocalSettings
        {
            PostgresPassword = RandomNumberGenerator.GetHexString(32, lowercase: true),
            StorageKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64)),
        };

    /// <summary>Replaces the file at once; only its owner can read it.</summary>
    public void Save(string file)
    {
        string draft = file + ".new";
        File.Delete(draft);
        PrivateFile.Write(draft, JsonSerializer.Serialize(this, Json));
        File.Move(draft, file, overwrite: true);
    }

    /// <summary>The same with ports that are free now.</summary>
    public LocalSettings WithFreePorts() => LoopbackPorts.Choose(PostgresPort, BlobPort, QueuePort) is [var postgres, var blob, var queue]
        ? this with { PostgresPort = postgres, BlobPort = blob, QueuePort = queue }
        : this;

    public string PostgresConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Text(PostgresPort)};Username={Name};Password={PostgresPassword};Database={database};SSL Mode=Disable";

    public string PsqlUri => $"postgresql://{Name}:{PostgresPassword}@127.0.0.1:{Text(PostgresPort)}/{Name}";

    public string StorageConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={StorageKey};"
        + $"BlobEndpoint=http://127.0.0.1:{Text(BlobPort)}/{Name};QueueEndpoint=http://127.0.0.1:{Text(QueuePort)}/{Name};";

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
