using Dapper;
using DocExtract.Checks;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Reports;

/// <summary>The counts that reports answer from are what the rows say, whoever wrote them and however many at once.</summary>
public sealed class CountsTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task Eight_workers_that_store_documents_of_one_seller_and_day_neither_deadlock_nor_lose_a_count()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            for (int i = 0; i < 10; i++)
            {
                var claim = await Some.ClaimAsync(database, $"{worker}-{i}.pdf");
                var account = new ModelAccount(database.Source, Some.Budgets(), claim);
                var planned = Some.PlannedCall(0.01m, $"{worker} {i}");
                await account.SettleAsync(await account.ReserveAsync(planned, default), planned.MadeCall(0.01m));
                Assert.True(await store.SaveAsync(claim, i % 3 == 0 ? Batch(worker, i) : Invoice(worker, i), default));
            }
        }));

        Assert.Equal(8 * (6 + (4 * 2)), (await database.ReportAsync("summary", ask: null)).Sum(row => (long)row["documents"]!));
        Assert.Equal(["80 0.80 80"], await database.ReportAsync("budget", "calls", "spent", "documents"));
        await AssertCountedAsync(database);
    }

    [Fact]
    public async Task What_happens_to_documents_later_is_counted_as_well()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await database.ScalarAsync<int>("select 1");
        var store = new DocumentStore(database.Source);
        for (int i = 0; i < 12; i++)
        {
            await Some.StoreAsync(store, i % 3 == 0 ? Batch(0, i) : Invoice(0, i));
        }

        // Read anew with another answer, corrected, emptied of its contents, deleted: one of each, and a batch.
        await database.ScalarAsync<int>(
            """
            update docextract.documents set status = 'queued', finished_at = null, data = null where id = (select min(id) from docextract.documents where status = 'accepted' and parent_id is null);
            update docextract.documents set status = 'accepted', finished_at = now() + interval '40 days', data = '{}', document_type = 'receipt', seller_name = 'Another'
            where status = 'queued';
            insert into docextract.corrections (document_id, field, old_value, new_value, corrected_by, schema_version)
            select id, '/total', '1', '2', 'Ada', '1' from docextract.documents where data is not null;
            update docextract.documents set seller_name = null, data = '{}' where id = (select max(id) from docextract.documents where parent_id is null and status = 'accepted');
            delete from docextract.fields where document_id = (select max(id) from docextract.documents where parent_id is null and status = 'accepted');
            delete from docextract.documents where id = (select max(id) from docextract.documents where status = 'split');
            delete from docextract.documents where id = (select max(id) from docextract.documents where parent_id is null and status = 'accepted');
            delete from docextract.findings where ordinal = 1 and document_id = (select max(document_id) from docextract.findings);
            """);

        await AssertCountedAsync(database);
    }

    [Fact]
    public async Task No_sellers_name_outlives_its_documents()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        await Some.StoreAsync(store, Invoice(0, 1) with { Findings = [new Finding("", "sum", Severity.Error, "No.")] });

        await database.ScalarAsync<int>("delete from docextract.documents");

        Assert.Equal(0, await database.ScalarAsync<long>("select (select count(*) from docextract.seller_counts) + (select count(*) from docextract.finding_counts)"));
    }

    [Fact]
    public async Task Counting_anew_gives_what_was_counted_before()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        await Some.StoreAsync(store, Batch(0, 0));
        await Some.StoreAsync(store, Invoice(0, 1));
        string before = await CountsAsync(database);

        await database.ScalarAsync<int>("delete from docextract.call_counts");
        await database.ScalarAsync<int>("select docextract.recount()");

        Assert.Equal(before, await CountsAsync(database));
        await AssertCountedAsync(database);
    }

    private static Extraction Invoice(int worker, int i) =>
        Some.AcceptedInvoice($"N-{worker}-{i}", $"2026-03-{i + 1:00}", 10 + worker + (i / 100m), $"{worker} {i}", ""","lines":[{"amount":1.00},{"amount":2.00}]""") with
        {
            Findings = [new Finding("", "inferred", Severity.Warning, "The currency is inferred."), new Finding("", "inferred", Severity.Warning, "So is the date.")],
        };

    /// <summary>Two documents of two sellers, for each other worker in the other order.</summary>
    private static Extraction Batch(int worker, int i)
    {
        Extraction[] parts = [Invoice(worker, i), Some.AcceptedInvoice($"M-{worker}-{i}", $"2026-04-{i + 1:00}", 500 + worker + (i / 100m), $"{worker} {i}", seller: "Ashgrove Tools GmbH")];
        return Some.SplitFile(worker % 2 == 0 ? parts : parts.Reverse()) with { Sha256 = parts[0].Sha256 };
    }

    /// <summary>Compares each count with the rows themselves.</summary>
    internal static async Task AssertCountedAsync(TestDatabase database)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        foreach (var (counted, rows) in new[]
        {
            ("select document_type, reader, sum(accepted), sum(needs_review), sum(rejected), sum(open), sum(split) from docextract.document_counts group by 1, 2 having sum(accepted + needs_review + rejected + open + split) <> 0",
             """
             select docextract.shown_type(status, document_type, requested_type), case when finished_at is null then '-' else coalesce(reader, '-') end, count(*) filter (where status = 'accepted'),
                 count(*) filter (where status = 'needs_review'), count(*) filter (where status = 'rejected'), count(*) filter (where status in ('queued', 'processing')), count(*) filter (where status = 'split')
             from docextract.documents group by 1, 2
             """),
            ("select seller_key, sum(accepted + needs_review + rejected) from docextract.seller_counts group by 1 having sum(accepted + needs_review + rejected) <> 0",
             "select coalesce(docextract.squeeze(seller_name), ''), count(*) from docextract.documents where status in ('accepted', 'needs_review', 'rejected') group by 1"),
            ("select month, rule, severity, seller_key, sum(documents), sum(findings) from docextract.finding_counts group by 1, 2, 3, 4 having sum(findings) <> 0",
             """
             select date_trunc('month', finished_at at time zone 'utc')::date, rule, severity, coalesce(docextract.squeeze(seller_name), ''), count(distinct id), count(*)
             from docextract.findings join docextract.documents on id = document_id group by 1, 2, 3, 4
             """),
            ("select document_type, field, sum(found), sum(on_page), sum(corrected) from docextract.field_counts group by 1, 2 having sum(found) <> 0 or sum(corrected) <> 0",
             """
             select document_type, field, sum(found), sum(on_page), sum(corrected) from (
                 select document_type, regexp_replace(field, '/[0-9]+(?=/|$)', '/*', 'g') as field, 1 as found, (support >= 0.5)::int as on_page, 0 as corrected
                 from docextract.fields join docextract.documents on id = document_id
                 union all
                 select document_type, field, 0, 0, 1 from docextract.corrections join docextract.documents on documents.id = document_id) as values
             group by 1, 2
             """),
        })
        {
            var differences = await connection.QueryAsync<string>(
                $"with counted as ({counted}), held as ({rows}) (select 'counted: ' || counted::text from counted except select 'counted: ' || held::text from held) union all (select 'held: ' || held::text from held except select 'held: ' || counted::text from counted)");
            Assert.Equal([], differences);
        }
    }

    private static async Task<string> CountsAsync(TestDatabase database) => await database.ScalarAsync<string>(
        """
        select concat((select json_agg(to_jsonb(c) - 'slot' order by hour, document_type, reader) from docextract.document_counts c),
                      (select json_agg(to_jsonb(c) - 'slot' order by seller_key) from docextract.seller_counts c),
                      (select json_agg(to_jsonb(c) - 'slot' order by rule, severity, seller_key) from docextract.finding_counts c),
                      (select json_agg(to_jsonb(c) - 'slot' order by document_type, field) from docextract.field_counts c))
        """) ?? "";
}
