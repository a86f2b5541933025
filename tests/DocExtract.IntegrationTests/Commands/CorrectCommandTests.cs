using System.Globalization;
using System.Text.Json.Nodes;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Corrections;
using DocExtract.Worker.Evaluation.Truth;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Commands;

/// <summary>What a reviewer says of values: stored beside what was read, learnt from, and truth for evaluation.</summary>
public sealed class CorrectCommandTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_correction_is_stored_with_who_and_why_and_what_was_read_stays()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        long id = await Some.StoreAsync(new DocumentStore(database.Source), Doubtful());

        var result = await Program.RunAsync(Environment(database), "correct", $"{id}", "total=120.00", "/seller/vat_id=GB980780684", "due_date=2026-04-01", "--by", "Ada", "--reason", "smudged");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("/total: 720.00 -> 120.00", result.Output, StringComparison.Ordinal);
        Assert.Contains("Checks that hold now: total, due-after-invoice, currency, seller-tax-id.", result.Output, StringComparison.Ordinal);
        Assert.Equal(720.00m, await database.ScalarAsync<decimal>($"select (data ->> 'total')::numeric from docextract.documents where id = {id}"));
        Assert.Equal(120.00m, await database.ScalarAsync<decimal>($"select (data ->> 'total')::numeric from docextract.current_documents where id = {id}"));
        Assert.Equal("GB980780684", await database.ScalarAsync<string>($"select data #>> '{{seller,vat_id}}' from docextract.current_documents where id = {id}"));
        Assert.Equal("Ada: 720.00 -> 120.00 (smudged)", await database.ScalarAsync<string>(
            "select corrected_by || ': ' || was || ' -> ' || \"is\" || ' (' || reason || ')' from report.corrected where field = '/total'"));
    }

    [Fact]
    public async Task A_correction_that_does_not_add_up_is_stored_and_told()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        long id = await Some.StoreAsync(new DocumentStore(database.Source), Doubtful());

        var result = await Program.RunAsync(Environment(database), "correct", $"{id}", "total=130.00");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Does not hold: total: 100.00 (subtotal) + 20.00 (tax total) = 120, but total is 130.00: 10 apart.", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("total=1,200.00", "write 1234.50")]
    [InlineData("due_date=1.4.2026", "write 2026-01-31")]
    [InlineData("totals=120.00", "has no field 'totals'")]
    [InlineData("currency=euro", "Nothing was stored")]
    [InlineData("vat_id=GB980780684", "seller/vat_id or buyer/vat_id")]
    [InlineData("/lines/7/amount=1.00", "there are 0 rows")]
    [InlineData("/lines/99999999999/amount=1.00", "There is no row 99999999999")]
    [InlineData("/lines/*/amount=1.00", "has no field '/lines/*/amount'")]
    [InlineData("total=999999999999999999999999999999999999", "write 1234.50")]
    [InlineData("seller/name=Birch\ud800wood", "could not be read")]
    public async Task A_value_that_is_not_of_its_type_is_refused_with_what_to_write(string change, string sentence)
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        long id = await Some.StoreAsync(new DocumentStore(database.Source), Doubtful());

        var result = await Program.RunAsync(Environment(database), "correct", $"{id}", change);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(sentence, result.Errors, StringComparison.Ordinal);
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from docextract.corrections"));
    }

    [Fact]
    public async Task A_row_has_one_pointer_however_it_is_written_and_a_name_of_any_length_is_stored()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        string longName = string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i * 7919 % 100003:x} "));
        long id = await Some.StoreAsync(new DocumentStore(database.Source), Some.AcceptedInvoice(number: longName.Replace(" ", "-"), seller: longName.Trim()));

        var result = await Program.RunAsync(
            Environment(database), "correct", $"{id}", "/lines/000/amount=12.50", "lines.0.description=Paper", $"invoice_number={longName}");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal("/invoice_number, /lines/0/amount, /lines/0/description", await database.ScalarAsync<string>("select string_agg(field, ', ' order by field) from docextract.corrections"));
        Assert.Equal(1L, await database.ScalarAsync<long>($"select jsonb_array_length(data -> 'lines') from docextract.current_documents where id = {id}"));
    }

    [Fact]
    public async Task Two_people_who_correct_one_document_at_the_same_time_are_both_heard()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        long id = await Some.StoreAsync(new DocumentStore(database.Source), Doubtful());
        var store = new CorrectionStore(database.Source);
        (string Field, string Value)[] said = [("/subtotal", "101.00"), ("/tax_total", "21.00"), ("/total", "122.00"), ("/amount_due", "122.00"), ("/rounding", "0.00")];

        await Task.WhenAll(said.Select(change => Task.Run(() => store.CorrectAsync(
            id, [new FieldChange(change.Field, JsonValue.Create(decimal.Parse(change.Value, CultureInfo.InvariantCulture)))], "Ada", null, "v1", _ => { }, default))));

        Assert.Equal("101.00 21.00 122.00 122.00 0.00", await database.ScalarAsync<string>(
            "select concat_ws(' ', data ->> 'subtotal', data ->> 'tax_total', data ->> 'total', data ->> 'amount_due', data ->> 'rounding') from docextract.current_documents"));
    }

    [Fact]
    public async Task What_was_corrected_stays_under_review_and_the_report_says_who_corrected_it()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        long id = await Some.StoreAsync(new DocumentStore(database.Source), Doubtful());

        await Program.RunAsync(Environment(database), "correct", $"{id}", "total=120.00", "--by", "Ada");

        Assert.Equal("Ada 720.00", await database.ScalarAsync<string>($"select corrected_by || ' ' || total from report.review_queue where id = {id} and corrected_at is not null"));
    }

    [Fact]
    public async Task A_document_that_is_not_there_or_not_finished_is_refused_with_what_to_do()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        long waiting = await new DocumentStore(database.Source).AnnounceAsync(
            new Worker.Intake.Announcement(new Uri("https://account.blob.core.windows.net/inbox/a.pdf"), "0x1", null), null, default);

        var missing = await Program.RunAsync(Environment(database), "correct", "99", "total=1.00");
        var early = await Program.RunAsync(Environment(database), "correct", $"{waiting}", "total=1.00");

        Assert.Equal((2, 2), (missing.ExitCode, early.ExitCode));
        Assert.Contains("There is no document 99", missing.Errors, StringComparison.Ordinal);
        Assert.Contains("is not read yet", early.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_under_review_teaches_its_account_only_once_a_person_confirmed_the_account()
    {
        const string Old = ""","iban":"GB33BUKB20201555555555" """, New = ""","iban":"GB94BARC10201530093459" """;
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        await Some.StoreAsync(store, Some.AcceptedInvoice("N-1000", "2026-03-01", 101m, "1", Old));
        long changed = await Some.StoreAsync(store, Some.AcceptedInvoice("N-2000", "2026-03-02", 102m, "2", New));

        await Program.RunAsync(Environment(database), "correct", $"{changed}", "due_date=2026-04-01");
        long asked = await Some.StoreAsync(store, Some.AcceptedInvoice("N-3000", "2026-03-03", 103m, "3", New));
        var confirmed = await Program.RunAsync(Environment(database), "correct", $"{changed}", "iban=GB94BARC10201530093459", "--reason", "called them");
        long known = await Some.StoreAsync(store, Some.AcceptedInvoice("N-4000", "2026-03-04", 104m, "4", New));

        Assert.Contains("/iban confirmed", confirmed.Output, StringComparison.Ordinal);
        Assert.Equal("needs_review", await database.ScalarAsync<string>($"select status from docextract.documents where id = {asked}"));
        Assert.Equal("accepted", await database.ScalarAsync<string>($"select status from docextract.documents where id = {known}"));
    }

    [Fact]
    public async Task A_corrected_number_is_what_later_copies_are_compared_with()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long first = await Some.StoreAsync(store, Some.AcceptedInvoice("2026-9942"));
        await Program.RunAsync(Environment(database), "correct", $"{first}", "invoice_number=2026-0042");

        long second = await Some.StoreAsync(store, Some.AcceptedInvoice("2026-0042", file: "b"));

        Assert.Equal(first, await database.ScalarAsync<long>($"select to_id from docextract.document_links where from_id = {second} and kind = 'invoice'"));
    }

    [Fact]
    public async Task Corrected_documents_become_an_evaluation_set_that_eval_reads()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.DropAsync("march.xml", Some.InvoiceXml(total: "720.00"));
        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("march.xml");
        var environment = Environment(pipeline.Database);
        environment["Storage__ConnectionString"] = infrastructure.StorageConnectionString;
        environment["Storage__InboxContainers"] = pipeline.Inbox.Name;
        await Program.RunAsync(environment, "correct", $"{document.Id}", "total=120.00", "amount_due=120.00", "delivery_date=");

        var exported = await Program.RunAsync(environment, "corrections", "export", _folder.FullName);
        var evaluated = await Program.RunAsync(environment, "eval", _folder.FullName);

        Assert.Equal((0, ""), (exported.ExitCode, exported.Errors));
        var truth = Assert.Single(EvaluationSet.Load(_folder.FullName).Documents);
        Assert.Equal(120.00m, truth.Values["total"]!.GetValue<decimal>());
        Assert.True(truth.IsKnownAbsent("delivery_date"));
        Assert.Equal(await pipeline.Inbox.GetBlobClient("march.xml").DownloadContentAsync() is var blob ? blob.Value.Content.ToArray() : [], await File.ReadAllBytesAsync(truth.DocumentPath));
        Assert.Equal(0, evaluated.ExitCode);
        Assert.Contains("total", evaluated.Output, StringComparison.Ordinal);
    }

    private static Extraction Doubtful() => Some.AcceptedInvoice(total: 720.00m, more: ""","subtotal":100.00,"tax_total":20.00""") with { Verdict = Verdict.NeedsReview };

    private static Dictionary<string, string> Environment(TestDatabase database) => new() { ["Postgres__ConnectionString"] = database.ConnectionString };

    [Theory]
    [InlineData("""{"lines":[null]}""", "/lines/0/amount", """{"lines":[{"amount":12.50}]}""")]
    [InlineData("""{"lines":"x"}""", "/lines/0/amount", """{"lines":[{"amount":12.50}]}""")]
    [InlineData("""{"lines":[[]]}""", "/lines/0/amount", """{"lines":[{"amount":12.50}]}""")]
    [InlineData("""{"seller":[]}""", "/seller/name", """{"seller":{"name":12.50}}""")]
    [InlineData("""{"seller":"x"}""", "/seller/name", """{"seller":{"name":12.50}}""")]
    public void What_was_given_in_another_shape_than_the_type_has_can_be_corrected(string stored, string pointer, string corrected)
    {
        var data = JsonNode.Parse(stored)!.AsObject();

        new FieldChange(pointer, JsonValue.Create(12.50m)).Apply(data);

        Assert.Equal(corrected, data.ToJsonString());
    }
}
