using Npgsql;

namespace DocExtract.Worker.Reports;

/// <summary>The rows of one of the views in the database schema <c>report</c>.</summary>
/// <param name="Columns">Names, in the view's order.</param>
/// <param name="Rows">Values as Postgres gives them; null for SQL null.</param>
internal sealed record Report(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Every report there is: one view each.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["summary", "failures", "review", "repairs", "duplicates", "payment_alarms", "corrected", "retried", "spend", "calls", "undelivered"];

    /// <exception cref="ArgumentException">No such report.</exception>
    public static async Task<Report> ReadAsync(NpgsqlDataSource database, string name, int limit, CancellationToken cancellationToken)
    {
        if (!Names.Contains(name))
        {
            throw new ArgumentException($"There is no report '{name}'; there are: {string.Join(", ", Names)}.", nameof(name));
        }

        // The name is one of ours, so it may stand in the statement; the view keeps its own order.
        await using var query = database.CreateCommand($"select * from report.{name} limit $1");
        query.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var rows = await query.ExecuteReaderAsync(cancellationToken);
        List<IReadOnlyList<object?>> read = [];
        while (await rows.ReadAsync(cancellationToken))
        {
            read.Add([.. Enumerable.Range(0, rows.FieldCount).Select(column => rows.IsDBNull(column) ? null : Value(rows, column))]);
        }

        return new Report([.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)], read);
    }

    private static object Value(NpgsqlDataReader rows, int column) =>
        rows.GetDataTypeName(column) == "date" ? rows.GetFieldValue<DateOnly>(column) : rows.GetValue(column);
}
