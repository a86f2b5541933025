using System.Text;
using System.Text.Json;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Jobs;

public sealed class JobRunnerTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task An_announced_document_becomes_rows_and_its_message_goes()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.DropAsync("march.xml", Some.InvoiceXml());

        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("march.xml");

        Assert.Equal(("accepted", 120.00m, "Birchwood Paper Ltd", "e-invoice"), (document.Status, document.Total, document.SellerName, document.Reader));
        Assert.Equal(100.00m, await pipeline.ScalarAsync<decimal>("select amount from docextract.line_items where description = 'Printer paper' and quantity = 10"));
        Assert.Equal("xml", await pipeline.ScalarAsync<string>("select source from docextract.fields where field = '/total' and amount = 120.00 and support = 1"));
        Assert.InRange(await pipeline.ScalarAsync<double>("select min(confidence) from docextract.fields"), 0.5, 1);
        Assert.InRange(await pipeline.ScalarAsync<double>("select confidence from docextract.documents"), 0.5, 1);
        Assert.Equal("accepted", await pipeline.ScalarAsync<string>("select outcome from docextract.attempts"));
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);
    }

    [Fact]
    public async Task Redelivered_message_is_settled_without_a_second_model_call()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));
        await using var pipeline = await WithModelAsync(model);
        var announcement = await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("march.pdf");

        await pipeline.Queue.SendMessageAsync(announcement.ToMessage());
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);

        Assert.Equal("accepted", document.Status);
        Assert.Single(model.Requests);
        Assert.Equal(1, (await pipeline.FindAsync("march.pdf"))!.Attempt);
        Assert.Equal(1, await pipeline.ScalarAsync<int>("select count(*) from docextract.model_calls"));
    }

    [Fact]
    public async Task A_model_that_invents_a_total_is_sent_to_review()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer.Replace("120.00", "720.00")));
        await using var pipeline = await WithModelAsync(model);
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());

        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("march.pdf");

        Assert.Equal("needs_review", document.Status);
        Assert.True(await pipeline.ScalarAsync<bool>("select exists (select from docextract.findings where field = '/total' and severity = 'error')"));
        Assert.Equal(
            "120.00 printed as 120.00 on page 1, text-layer",
            await pipeline.ScalarAsync<string>(
                "select format('%s printed as %s on page %s, %s', proposed_value, proposed_text, proposed_page, proposed_source) from docextract.findings where proposed_box is not null"));
        Assert.Equal("/total", await pipeline.ScalarAsync<string>("select field from report.repairs"));
    }

    [Fact]
    public async Task A_failing_endpoint_is_tried_again_and_the_attempt_is_kept()
    {
        await using var model = await ScriptedModelServer.StartAsync(
            [.. Enumerable.Repeat(ModelStep.Error(500, null, "down"), 3), ModelStep.Answer(Some.InvoiceAnswer)]);
        await using var pipeline = await WithModelAsync(model);
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());

        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("march.pdf");

        Assert.Equal(("accepted", 2), (document.Status, document.Attempt));
        Assert.Equal("retry", await pipeline.ScalarAsync<string>("select outcome from docextract.attempts where attempt = 1 and error is not null"));
    }

    [Fact]
    public async Task A_document_that_keeps_failing_ends_rejected_and_its_message_in_the_poison_queue()
    {
        await using var model = await ScriptedModelServer.StartAsync(Enumerable.Repeat(ModelStep.Error(500, null, "down"), 6));
        await using var pipeline = await WithModelAsync(model, ("Job:MaxAttempts", "2"));
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());

        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("march.pdf");

        Assert.Equal(("rejected", "failed"), (document.Status, document.RejectionCode));
        Assert.Contains("failed 2 times", document.RejectionMessage, StringComparison.Ordinal);
        Assert.Contains("march.pdf", await PoisonAsync(pipeline), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_whose_worker_died_between_giving_up_and_poisoning_is_poisoned_all_the_same()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var announcement = await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        var store = new DocumentStore(pipeline.Database.Source);
        var granted = Assert.IsType<ClaimAnswer.Granted>(await store.ClaimAsync(announcement, "one that dies", TimeSpan.FromMinutes(1), default));
        var message = (await pipeline.Queue.ReceiveMessageAsync()).Value;
        await store.RejectAsync(granted.Claim, "failed", "Reading failed 10 times.", default);
        await pipeline.Queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, (string?)null, TimeSpan.Zero);

        await pipeline.StartAsync();

        Assert.Contains("march.pdf", await PoisonAsync(pipeline), StringComparison.Ordinal);
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);
        Assert.Equal(1, (await pipeline.FindAsync("march.pdf"))!.Attempt);
    }

    [Fact]
    public async Task A_refused_key_stops_the_line_and_costs_the_document_nothing()
    {
        await using var model = await ScriptedModelServer.StartAsync(Enumerable.Repeat(ModelStep.Error(401, "invalid_api_key", "Incorrect API key"), 3));
        await using var pipeline = await WithModelAsync(model);
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());

        await pipeline.StartAsync();
        var reason = await pipeline.Consumer.LineStopped.WaitAsync(TimeSpan.FromSeconds(60));

        await pipeline.Consumer.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Contains("key", reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("queued", (await pipeline.FindAsync("march.pdf"))!.Status);
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 1);
    }

    [Fact]
    public async Task Work_in_progress_is_given_back_when_the_worker_stops()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Stall(), ModelStep.Answer(Some.InvoiceAnswer));
        await using var pipeline = await WithModelAsync(model, ("Queue:DrainTimeout", "00:00:00"));
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        await pipeline.StartAsync();
        await Pipeline.UntilAsync(() => Task.FromResult(model.Requests.Count == 1));

        await pipeline.StopAsync();

        Assert.Equal("queued", (await pipeline.FindAsync("march.pdf"))!.Status);
        Assert.Equal("released", await pipeline.ScalarAsync<string>("select outcome from docextract.attempts"));
        Assert.NotNull((await pipeline.Queue.ReceiveMessageAsync()).Value);
    }

    [Fact]
    public async Task A_message_that_nobody_understands_goes_to_the_poison_queue_with_its_body_and_the_reason()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.Queue.SendMessageAsync("who are you?");
        await pipeline.Queue.SendMessageAsync("""{"url":"https://elsewhere.blob.core.windows.net/inbox/a.pdf","etag":"1"}""");

        await pipeline.StartAsync();

        var first = await PoisonAsync(pipeline);
        var second = await PoisonAsync(pipeline);
        Assert.Contains("is not JSON", first + second, StringComparison.Ordinal);
        Assert.Contains("nothing else is read", first + second, StringComparison.Ordinal);
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);
        Assert.Equal(0, await pipeline.ScalarAsync<int>("select count(*) from docextract.documents"));
    }

    [Fact]
    public async Task A_deleted_or_overwritten_file_is_rejected_as_gone()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.DropAsync("deleted.xml", Some.InvoiceXml());
        await pipeline.Inbox.DeleteBlobAsync("deleted.xml");
        var old = await pipeline.DropAsync("overwritten.xml", Some.InvoiceXml("old"));
        var now = await pipeline.UploadAsync("overwritten.xml", Some.InvoiceXml("new"));

        await pipeline.StartAsync();
        var deleted = await pipeline.FinishedAsync("deleted.xml");
        var overwritten = await pipeline.FinishedAsync("overwritten.xml");

        Assert.NotEqual(old.ETag, now.ETag);
        Assert.Equal(("rejected", "gone"), (deleted.Status, deleted.RejectionCode));
        Assert.Equal(("rejected", "gone"), (overwritten.Status, overwritten.RejectionCode));
    }

    [Fact]
    public async Task A_message_that_names_no_version_means_the_same_document_as_one_that_names_the_newest()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var announcement = await pipeline.DropAsync("march.xml", Some.InvoiceXml());
        await pipeline.Queue.SendMessageAsync((announcement with { ETag = null }).ToMessage());

        await pipeline.StartAsync();
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);

        Assert.Equal(1L, await pipeline.ScalarAsync<long>("select count(*) from docextract.documents"));
    }

    [Fact]
    public async Task Bad_files_end_with_their_codes_and_the_next_document_is_read()
    {
        await using var pipeline = await Pipeline.CreateAsync(
            infrastructure, ("Queue:Concurrency", "1"), ("Extraction:Limits:MaxBytes", "100000"));
        await pipeline.DropAsync("1 empty.pdf", []);
        await pipeline.DropAsync("2 text.pdf", "just some text"u8.ToArray());
        await pipeline.DropAsync("3 corrupt.pdf", "%PDF-1.7\nnothing follows"u8.ToArray());
        await pipeline.DropAsync("4 large.pdf", new byte[100_001]);
        await pipeline.DropAsync("5 good.xml", Some.InvoiceXml());

        await pipeline.StartAsync();
        var good = await pipeline.FinishedAsync("5 good.xml");

        Assert.Equal("accepted", good.Status);
        Assert.Equal("empty", (await pipeline.FinishedAsync("1 empty.pdf")).RejectionCode);
        Assert.Equal("unsupported", (await pipeline.FinishedAsync("2 text.pdf")).RejectionCode);
        Assert.Equal("corrupt", (await pipeline.FinishedAsync("3 corrupt.pdf")).RejectionCode);
        Assert.Equal("too_large", (await pipeline.FinishedAsync("4 large.pdf")).RejectionCode);
    }

    [Fact]
    public async Task A_document_of_an_unknown_type_is_rejected_with_a_sentence()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.DropAsync("letter.xml", Some.InvoiceXml(), documentType: "love-letter");

        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("letter.xml");

        Assert.Equal(("rejected", "unsupported"), (document.Status, document.RejectionCode));
        Assert.Contains("love-letter", document.RejectionMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_the_budget_does_not_cover_is_sent_to_review_unasked_and_its_calls_are_kept()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));
        using var priced = new PricedProfile(input: 1, output: 4);
        await using var pipeline = await WithModelAsync(
            model, ("Vision:Profile", PricedProfile.Name), ("Vision:ProfileFolder", priced.Folder), ("Vision:DayBudget", "0.10"), ("Queue:Concurrency", "1"));
        await pipeline.DropAsync("1 march.pdf", Some.InvoicePdf());
        await pipeline.StartAsync();
        var read = await pipeline.FinishedAsync("1 march.pdf");
        await pipeline.ScalarAsync<int>("update docextract.model_days set cost = cost + 0.05");
        await pipeline.DropAsync("2 april.pdf", Some.InvoicePdf("2026-0043"));
        var parked = await pipeline.FinishedAsync("2 april.pdf");

        // 1200 tokens of question and 80 of answer.
        Assert.Equal(("accepted", 0.00152m), (read.Status, await pipeline.ScalarAsync<decimal>("select cost from docextract.model_calls where state = 'spent'")));
        Assert.Equal("needs_review", parked.Status);
        Assert.Contains("Raise Vision__DayBudget", await pipeline.ScalarAsync<string>("select message from docextract.findings where rule = 'budget'"), StringComparison.Ordinal);
        Assert.Single(model.Requests);
        Assert.Equal(1L, await pipeline.ScalarAsync<long>("select count(*) from docextract.model_calls"));
    }

    [Fact]
    public async Task The_same_document_read_anew_on_request_is_answered_from_memory()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Answer(Some.InvoiceAnswer));
        await using var pipeline = await WithModelAsync(model);
        byte[] content = Some.InvoicePdf();
        await pipeline.DropAsync("march.pdf", content);
        await pipeline.StartAsync();
        await pipeline.FinishedAsync("march.pdf");
        await pipeline.DropAsync("march again.pdf", content, again: true);

        var again = await pipeline.FinishedAsync("march again.pdf");

        Assert.Equal(("accepted", 120.00m), (again.Status, again.Total));
        Assert.Single(model.Requests);
        Assert.Equal("cached", await pipeline.ScalarAsync<string>("select state from report.calls where file_name = 'march again.pdf'"));
    }

    [Fact]
    public async Task Rows_that_were_paid_for_are_not_paid_for_again_when_the_rest_has_to_wait()
    {
        await using var model = await ScriptedModelServer.StartAsync(
            ModelStep.Answer(Some.InvoiceAnswer.TrimEnd()[..^2], "length"),
            ModelStep.Error(503, null, "Busy.", ("Retry-After", "0")),
            ModelStep.Answer(Some.InvoiceAnswer[..Some.InvoiceAnswer.IndexOf("\"lines\"", StringComparison.Ordinal)] + "\"lines\":[]}"));
        await using var pipeline = await WithModelAsync(model, ("Vision:Attempts", "1"));
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());

        await pipeline.StartAsync();
        var document = await pipeline.FinishedAsync("march.pdf");

        Assert.Equal(("accepted", 120.00m, 2), (document.Status, document.Total, document.Attempt));
        Assert.Equal(3, model.Requests.Count);
        Assert.Equal("spent, failed, cached, spent", await pipeline.ScalarAsync<string>("select string_agg(state, ', ' order by id) from docextract.model_calls"));
    }

    private Task<Pipeline> WithModelAsync(ScriptedModelServer model, params (string Key, string Value)[] settings) => Pipeline.CreateAsync(
        infrastructure,
        [("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"), ("Vision:RetryDelay", "00:00:00.010"), .. settings]);

    private static async Task<string> PoisonAsync(Pipeline pipeline)
    {
        string? message = null;
        await Pipeline.UntilAsync(async () => (message = (await pipeline.Poison.ReceiveMessageAsync()).Value?.Body.ToString()) is not null);
        var envelope = JsonDocument.Parse(message!).RootElement;
        return envelope.GetProperty("reason").GetString() + " " + Encoding.UTF8.GetString(envelope.GetProperty("body").GetBytesFromBase64());
    }
}
