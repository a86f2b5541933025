using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace DocExtract.Worker.Reports;

/// <summary>What is asked of a report. The view keeps its own order.</summary>
internal sealed record ReportQuery(Report Report)
{
    /// <summary>Rows beyond the page are counted up to here: a figure that nobody reads need not be exact.</summary>
    public const int MostCounted = 100_000;

    /// <summary>First day (UTC).</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Last day (UTC).</summary>
    public DateOnly? Until { get; init; }

    /// <summary>All must hold.</summary>
    public IReadOnlyList<ReportCondition> Where { get; init; } = [];

    /// <summary>Rows at most; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Rows of the pages before.</summary>
    public long Skip { get; init; }

    /// <summary>The rows as Postgres gives them, one after the other; null for SQL null.</summary>
    /// <exception cref="ArgumentException">A condition compares with what is no value of its column.</exception>
    public async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(NpgsqlDataSource database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = Command(connection, $"select * from report.{Report.Name}");
        command.CommandText += $" offset {Parameter(command, Skip)} limit {Parameter(command, Limit)}";
        await using var rows = await ExecuteAsync(command, cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            yield return [.. Enumerable.Range(0, rows.FieldCount).Select(column => rows.IsDBNull(column) ? null : Value(rows, column))];
        }
    }

    /// <summary>How many rows there are beyond the limit, counted up to <see cref="MostCounted"/> + 1.</summary>
    public async Task<long> CountBeyondAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = Command(connection, $"select count(*) from (select from report.{Report.Name}");
        command.CommandText += $" offset {Parameter(command, Skip + (Limit ?? 0))} limit {Parameter(command, MostCounted + 1)}) as beyond";
        await using var rows = await ExecuteAsync(command, cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? rows.GetInt64(0) : 0;
    }

    /// <summary>Names of views and columns are those that the database itself gave; whatever people give is a parameter.</summary>
    private NpgsqlCommand Command(NpgsqlConnection connection, string select)
    {
        var command = connection.CreateCommand();
        List<string> conditions = [.. Where.Select(condition => condition.ToSql(value => Parameter(command, value)))];
        if (Since is not null || Until is not null)
        {
            var time = Report.Time ?? throw new ArgumentException($"The report {Report.Name} counts over all time: --since and --until do not go with it.");
            conditions.AddRange(Days(command, time));
        }

        command.CommandText = conditions.Count == 0 ? select : $"{select} where {string.Join(" and ", conditions)}";
        return command;
    }

    private IEnumerable<string> Days(NpgsqlCommand command, ReportColumn time)
    {
        if (Since is { } since)
        {
            // Within a month nothing is told apart.
            yield return $"{time.Name} >= {Day(command, time, time.Name == "month" ? new DateOnly(since.Year, since.Month, 1) : since)}";
        }

        if (Until is { } until && until < DateOnly.MaxValue)
        {
            yield return $"{time.Name} < {Day(command, time, until.AddDays(1))}";
        }
    }

    private static string Day(NpgsqlCommand command, ReportColumn time, DateOnly day) =>
        Parameter(command, time.Type == "date" ? day : day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    private static string Parameter(NpgsqlCommand command, object? value)
    {
        command.Parameters.Add(value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint } : new NpgsqlParameter { Value = value });
        return $"${command.Parameters.Count}";
    }

    private async Task<NpgsqlDataReader> ExecuteAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return await command.ExecuteReaderAsync(cancellationToken);
        }
        catch (PostgresException wrong) when (wrong.SqlState is PostgresErrorCodes.InvalidTextRepresentation or PostgresErrorCodes.InvalidDatetimeFormat
            or PostgresErrorCodes.DatetimeFieldOverflow or PostgresErrorCodes.NumericValueOutOfRange)
        {
            throw new ArgumentException(
                $"--where compares with what is no value of its column ({wrong.MessageText}). Columns: {string.Join(", ", Report.Columns.Select(column => $"{column.Name} ({column.Type})"))}.");
        }
    }

    private static object Value(NpgsqlDataReader rows, int column) =>
        rows.GetDataTypeName(column) == "date" ? rows.GetFieldValue<DateOnly>(column) : rows.GetValue(column);
}
