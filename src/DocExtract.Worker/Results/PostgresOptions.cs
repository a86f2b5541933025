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
}

[OptionsValidator]
internal sealed partial class ValidatePostgresOptions : IValidateOptions<PostgresOptions>;
