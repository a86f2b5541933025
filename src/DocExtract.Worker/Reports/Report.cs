using Dapper;
using Npgsql;

namespace DocExtract.Worker.Reports;

/// <summary>A column of a report.</summary>
/// <param name="Name">As the view calls it.</param>
/// <param name="Type">As Postgres calls it.</param>
/// <param name="Meaning">Its comment.</param>
internal sealed record ReportColumn(string Name, string Type, string Meaning);

/// <summary>One of the views in the database schema <c>report</c>, as the database describes it.</summary>
/// <param name="Name">The view's name.</param>
/// <param name="Meaning">The view's comment.</param>
/// <param name="Columns">In the view's order.</param>
internal sealed record Report(string Name, string Meaning, IReadOnlyList<ReportColumn> Columns)
{
    /// <summary>Every report there is: one view each.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "summary", "failures", "review_queue", "repairs", "check_failures", "duplicates", "payment_alarms", "corrected", "retried", "reprocessed", "seller_quality", "field_quality",
        "reader_share", "throughput", "slow", "stuck", "model_costs", "calls", "budget", "undelivered",
    ];

    private sealed record Row(string Report, string Meaning, string Column, string Type, string ColumnMeaning);

    /// <summary>The column of time that <c>--since</c> and <c>--until</c> compare: the one whose comment says so. Null: it counts over all time.</summary>
    public ReportColumn? Time => Columns.FirstOrDefault(column => column.Meaning.Contains("--since", StringComparison.Ordinal));

    /// <exception cref="ArgumentException">The database has no such report.</exception>
    public static async Task<Report> FindAsync(NpgsqlDataSource database, string name, CancellationToken cancellationToken)
    {
        var reports = await AllAsync(database, cancellationToken);
        return reports.FirstOrDefault(report => report.Name == name) ?? throw new ArgumentException(reports.Count == 0
            ? "The database has no reports, or none that this user may read. Bring it to this version: docextract migrate"
            : $"There is no report '{name}' in the database; there are: {string.Join(", ", reports.Select(report => report.Name))}.");
    }

    /// <summary>The reports that this user may read, in the order of <see cref="Names"/>, others last.</summary>
    public static async Task<IReadOnlyList<Report>> AllAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select view.relname as Report, coalesce(obj_description(view.oid, 'pg_class'), '') as Meaning, attname as Column,
                   format_type(atttypid, null) as Type, coalesce(col_description(view.oid, attnum), '') as ColumnMeaning
            from pg_class view
            join pg_namespace on pg_namespace.oid = relnamespace and nspname = 'report'
            join pg_attribute on attrelid = view.oid and attnum > 0 and not attisdropped
            where relkind = 'v' and has_schema_privilege(relnamespace, 'usage') and has_table_privilege(view.oid, 'select')
            order by view.relname, attnum
            """,
            cancellationToken: cancellationToken));
        return [.. rows.GroupBy(row => (row.Report, row.Meaning))
            .Select(view => new Report(view.Key.Report, view.Key.Meaning, [.. view.Select(row => new ReportColumn(row.Column, row.Type, row.ColumnMeaning))]))
            .OrderBy(report => Names.Contains(report.Name) ? Names.ToList().IndexOf(report.Name) : Names.Count)];
    }
}
