using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Results;

/// <summary>The database that holds the results.</summary>
internal sealed class PostgresOptions
{
    public const string Section = "Postgres";

    /// <summary>Npgsql connection string, such as <c>Host=db;Database=docextract;Username=docextract;Password=...</c>.</summary>
    [Required]
    public string ConnectionString { get; init; } = "";

    /// <summary>
    /// How long a finished reading is held, with its message and its place among those being worked on, while Postgres is away; an
    /// hour by default. After that the message goes back and the document is read again.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan HoldResultsFor { get; init; } = TimeSpan.FromHours(1);
}

[OptionsValidator]
internal sealed partial class ValidatePostgresOptions : IValidateOptions<PostgresOptions>;
