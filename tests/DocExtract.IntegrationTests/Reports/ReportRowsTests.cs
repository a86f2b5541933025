using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Pages;
using DocExtract.Sources;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Reports;

/// <summary>Every report, with rows that are known.</summary>
public sealed class ReportRowsTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task Summary_counts_by_day_type_and_reader_what_became_of_documents()
    {
        await using var database = await FilledAsync();

        Assert.Equal(
            ["(several) - 0 0 0 0 0 1 ", "invoice - 2 0 0 1 1 0 0.0", "invoice e-invoice 1 1 0 0 0 0 100.0", "invoice offline 2 1 1 0 0 0 50.0", "receipt offline 1 0 1 0 0 0 0.0"],
            (await database.ReportAsync(
                "summary", "document_type", "reader", "documents", "accepted", "needs_review", "rejected", "in_progress", "split_files", "accepted_percent"))
            .Order(StringComparer.Ordinal));
        Assert.Equal(DateOnly.FromDateTime(await database.ScalarAsync<DateTime>("select now()")), (await database.ReportAsync("summary", ask: null))[0]["day"]);
    }

    [Fact]
    public async Task Failures_say_what_to_do_and_whether_the_message_is_in_the_poison_queue()
    {
        await using var database = await FilledAsync();
        var store = new DocumentStore(database.Source);
        var claim = await Some.ClaimAsync(database, "hopeless.pdf");
        await store.RejectAsync(claim, "failed", "Reading failed 10 times; the last time: no route to host", default);

        Assert.Equal(
            [
                $"hopeless.pdf failed yes 1 Mend what the message names, then: docextract retry {claim.DocumentId}",
                "torn.pdf corrupt no 1 Open the file. If it opens, print it to a new PDF and drop that; otherwise ask the sender for it again.",
            ],
            await database.ReportAsync("failures", "file_name", "code", "in_poison_queue", "attempts", "what_to_do"));
    }

    public static TheoryData<string> Codes => [.. Enum.GetValues<RejectionCode>().Select(WireNames.Of), "failed", "crashed"];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Each_code_of_a_failure_has_a_next_step_of_its_own(string code)
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await new DocumentStore(database.Source).RejectAsync(await Some.ClaimAsync(database), code, "It cannot be read.", default);

        Assert.DoesNotContain("Do what the message says", Assert.Single(await database.ReportAsync("failures", "what_to_do")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_review_queue_says_what_is_doubted_and_what_is_printed_largest_amount_first()
    {
        await using var database = await FilledAsync();

        var rows = await database.ReportAsync("review_queue", ask: null);

        Assert.Equal([720.00m, 12.50m], rows.Select(row => row["total"]));
        Assert.Equal("100.00 + 20.00 = 120.00, but total is 720.00. | The seller is not on the page. | No due date was read. | Again.", rows[0]["reasons"]);
        Assert.Equal("/total: 720.00, printed \"72O,00\" on page 2 | /seller/name: Birchwood Paper Ltd, seen nowhere | /due_date: nothing was read", rows[0]["doubts"]);
        Assert.Equal("batch.pdf p. 1", rows[1]["file_name"]);
        Assert.Null(rows[1]["model_calls"]);
    }

    [Fact]
    public async Task Check_failures_count_documents_and_findings_by_rule_and_seller_and_leave_out_what_is_merely_worth_knowing()
    {
        await using var database = await FilledAsync();

        Assert.Equal(
            ["missing error Birchwood Paper Ltd 1 1", "not-on-page error Birchwood Paper Ltd 1 1", "sum error Ashgrove Tools GmbH 1 1", "sum error Birchwood Paper Ltd 1 2"],
            (await database.ReportAsync("check_failures", "rule", "severity", "seller", "documents", "findings")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Repairs_show_the_printed_number_that_would_make_a_document_add_up()
    {
        await using var database = await FilledAsync();

        Assert.Equal(["/total 720.00 120.00 1 120,00"], await database.ReportAsync("repairs", "field", "read", "proposed", "page", "printed_as"));
    }

    [Fact]
    public async Task Corrections_show_in_their_own_report_and_in_the_quality_of_the_field()
    {
        await using var database = await FilledAsync();
        long doubted = await database.ScalarAsync<long>("select id from report.review_queue where total = 720");
        await database.ScalarAsync<int>(
            $"""
             insert into docextract.corrections (document_id, field, old_value, new_value, corrected_by, schema_version)
             values ({doubted}, '/total', '720.00', '120.00', 'Ada', '1'), ({doubted}, '/seller/name', '"Birchwood Paper Ltd"', '"Birchwood Paper Ltd"', 'Ada', '1')
             """);

        Assert.Equal(["/seller/name yes", "/total no"], await database.ReportAsync("corrected", "field", "confirmed"));
        var quality = await database.ReportAsync("field_quality", "document_type", "field", "documents", "found", "found_percent", "on_page_percent", "corrected", "confirmed");
        Assert.Contains("invoice /total 3 3 100.0 33.3 1 0", quality);
        Assert.Contains("invoice /seller/name 3 3 100.0 0.0 0 1", quality);
        Assert.Contains("invoice /lines/*/amount 3 2  0.0 0 0", quality);
        Assert.Contains("receipt /total 1 1 100.0 0.0 0 0", quality);
    }

    [Fact]
    public async Task Sellers_are_one_however_they_are_spelt()
    {
        await using var database = await FilledAsync();
        await Some.StoreAsync(new DocumentStore(database.Source), Some.AcceptedInvoice("Z-9", seller: "BIRCHWOOD PAPER LTD.", file: "z"));

        Assert.Equal(
            ["Birchwood Paper Ltd 4 3 1 0 75.0", "(unknown) 1 0 0 1 0.0", "Ashgrove Tools GmbH 1 0 1 0 0.0"],
            await database.ReportAsync("seller_quality", "seller", "documents", "accepted", "needs_review", "rejected", "accepted_percent"));
    }

    [Fact]
    public async Task Reader_share_tells_what_was_accepted_without_a_model()
    {
        await using var database = await FilledAsync();
        await Some.StoreAsync(new DocumentStore(database.Source), Some.AcceptedInvoice("V-1", "2026-01-02", 10m, "v") with { Reader = "vision" });

        Assert.Equal(
            ["invoice 5 3 1 1 1 66.7", "receipt 1 0 0 0 0 "],
            await database.ReportAsync("reader_share", "document_type", "documents", "accepted", "by_e_invoice", "by_offline", "by_vision", "without_model_percent"));
    }

    [Fact]
    public async Task Throughput_counts_what_arrived_and_what_was_finished_in_an_hour()
    {
        await using var database = await FilledAsync();
        await database.ScalarAsync<int>("update docextract.documents set queued_at = '2026-03-02 08:10Z', finished_at = '2026-03-02 09:20Z' where finished_at is not null");

        // Files arrive; documents are finished, of a batch each of its parts. One is still being read.
        Assert.Equal(
            ["0 5 2 2 1 4200.0", "5 0 0 0 0 "],
            (await database.ReportAsync("throughput", "arrived", "finished", "accepted", "needs_review", "rejected", "mean_seconds_from_arrival")).Skip(1));
    }

    [Fact]
    public async Task Slow_lists_files_by_how_long_they_were_read()
    {
        await using var database = await FilledAsync();
        await database.ScalarAsync<int>("update docextract.documents set duration_ms = 9000, page_count = 2 where source_uri like '%batch.pdf' and parent_id is null");

        Assert.Equal("batch.pdf split 9.00 2 4.50", (await database.ReportAsync("slow", "file_name", "status", "seconds", "pages", "seconds_per_page"))[0]);
    }

    [Fact]
    public async Task Stuck_lists_what_nobody_has_heard_of_and_leaves_out_what_is_being_read()
    {
        await using var database = await FilledAsync();
        await Some.ClaimAsync(database, "dead.pdf");
        var given = await Some.ClaimAsync(database, "given-back.pdf");
        await new DocumentStore(database.Source).ReleaseAsync(given, "retry", "no route to host", counts: true, default);
        await database.ScalarAsync<int>("update docextract.documents set lease_until = now() - interval '5 minutes', queued_at = now() - interval '1 day' where file_name = 'dead.pdf'");
        await database.ScalarAsync<int>("update docextract.documents set queued_at = now() - interval '3 hours' where file_name = 'given-back.pdf'");

        Assert.Equal(["dead.pdf processing 5 1 worker "], await database.ReportAsync("stuck", "file_name", "status", "minutes", "attempts", "last_worker", "last_error"));

        await database.ScalarAsync<int>("update docextract.attempts set finished_at = now() - interval '2 hours' where outcome = 'retry'");
        Assert.Equal(
            "given-back.pdf It was given back and no worker has taken it up again. 120 no route to host",
            (await database.ReportAsync("stuck", "file_name", "why", "minutes", "last_error"))[1]);
    }

    [Fact]
    public async Task What_models_cost_is_told_for_each_accepted_document_and_stays_when_documents_are_deleted()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        foreach (var (verdict, number) in new[] { (Verdict.Accepted, 1), (Verdict.NeedsReview, 2) })
        {
            var claim = await Some.ClaimAsync(database, $"{number}.pdf");
            var account = new ModelAccount(database.Source, Some.Budgets(), claim);
            foreach (int call in Enumerable.Range(0, 2))
            {
                var planned = Some.PlannedCall(0.05m, $"{number} {call}");
                await account.SettleAsync(await account.ReserveAsync(planned, default), planned.MadeCall(0.02m));
            }

            await store.SaveAsync(claim, Some.AcceptedInvoice($"A-{number}", $"2026-03-0{number}", number, $"{number}") with { Verdict = verdict, Reader = "vision" }, default);
        }

        string[] costs = ["invoice some-model 4 0.08 2 1 0.080000"], budget = ["0.08 0 0.08 4 2 0.040000"];
        string[] columns = ["document_type", "model", "calls", "cost", "documents", "accepted", "cost_per_accepted"];
        Assert.Equal(costs, await database.ReportAsync("model_costs", columns));
        Assert.Equal(budget, await database.ReportAsync("budget", "cost", "set_aside", "spent", "calls", "documents", "cost_per_document"));

        await database.ScalarAsync<int>("delete from docextract.documents");
        Assert.Equal(costs, await database.ReportAsync("model_costs", columns));
        Assert.Equal(budget, await database.ReportAsync("budget", "cost", "set_aside", "spent", "calls", "documents", "cost_per_document"));
    }

    [Fact]
    public async Task A_batch_costs_what_its_file_did_for_each_document_in_it_that_is_accepted()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var claim = await Some.ClaimAsync(database, "batch.pdf");
        var account = new ModelAccount(database.Source, Some.Budgets(), claim);
        var planned = Some.PlannedCall(0.05m);
        await account.SettleAsync(await account.ReserveAsync(planned, default), planned.MadeCall(0.03m));
        await account.ReserveAsync(Some.PlannedCall(0.05m, "another"), default);

        await new DocumentStore(database.Source).SaveAsync(
            claim, Some.SplitFile(Some.AcceptedInvoice("B-1", "2026-03-01"), Some.AcceptedInvoice("B-2", "2026-03-02"), Some.AcceptedInvoice("B-3", "2026-03-03") with { Verdict = Verdict.NeedsReview }), default);

        Assert.Equal(
            ["(several) 2 1 0.08 1 2 0.040000"],
            await database.ReportAsync("model_costs", "document_type", "calls", "uncertain", "cost", "documents", "accepted", "cost_per_accepted"));
        Assert.Equal(["0.08 0.05 0.03"], await database.ReportAsync("budget", "cost", "set_aside", "spent"));
    }

    /// <summary>Two accepted, one in doubt, one rejected, a batch of one doubtful receipt, and one that is being read.</summary>
    private async Task<TestDatabase> FilledAsync()
    {
        var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        await Some.StoreAsync(store, Some.AcceptedInvoice("A-1", "2026-03-01", 120m, "a1", ""","lines":[{"amount":70.00},{"amount":50.00}]""") with { Reader = "e-invoice" });
        await Some.StoreAsync(store, Some.AcceptedInvoice("A-2", "2026-03-02", 60m, "a2"));
        await Some.StoreAsync(store, Doubtful());
        await store.SaveAsync(await Some.ClaimAsync(database, "torn.pdf"), Some.Extraction("{}") with
        {
            DocumentType = null,
            Reader = null,
            Verdict = Verdict.Rejected,
            Rejection = new Rejection(RejectionCode.Corrupt, "The file is damaged."),
        }, default);
        await store.SaveAsync(await Some.ClaimAsync(database, "batch.pdf"), Some.SplitFile(Part()), default);
        await Some.ClaimAsync(database, "waiting.pdf");
        return database;
    }

    private static Extraction Part() =>
        Some.Extraction("""{"total":12.50,"currency":"EUR","seller":{"name":"Ashgrove Tools GmbH"}}""") with
        {
            DocumentType = "receipt",
            Findings = [new Finding("/total", "sum", Severity.Error, "The rows do not add up."), new Finding("", "inferred", Severity.Info, "The currency is inferred.")],
        };

    private static Extraction Doubtful()
    {
        var box = new Box(0.1, 0.1, 0.2, 0.12);
        return Some.AcceptedInvoice("A-3", "2026-03-03", 720.00m, "a3") with
        {
            Verdict = Verdict.NeedsReview,
            Evidence = [new FieldEvidence("/total", 2, box, "72O,00", EvidenceSource.Ocr, 0.8)],
            Findings =
            [
                new Finding("/total", "sum", Severity.Error, "100.00 + 20.00 = 120.00, but total is 720.00.") { Proposal = new Proposal(120.00m, 1, box, "120,00", EvidenceSource.Ocr) },
                new Finding("/seller/name", "not-on-page", Severity.Error, "The seller is not on the page."),
                new Finding("/due_date", "missing", Severity.Error, "No due date was read."),
                new Finding("/total", "sum", Severity.Error, "Again."),
            ],
        };
    }
}
