using System.Text.Json;
using Azure.Storage.Queues.Models;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Queue.Poison;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Commands;

/// <summary>Messages that nobody could work on: looked at, put back as they were, thrown away.</summary>
public sealed class PoisonCommandTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task All_of_a_hundred_are_listed_and_seen_by_the_next_who_looks()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => PoisonAsync(pipeline, $"{{\"n\":{i}}}", $"reason {i:000}")));

        var first = await Program.RunAsync(pipeline.Environment, "poison", "list", "--format", "json");
        var second = await Program.RunAsync(pipeline.Environment, "poison", "list", "--format", "json");

        foreach (var result in new[] { first, second })
        {
            var rows = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToList();
            Assert.Equal((0, "", 100), (result.ExitCode, result.Errors, rows.Select(row => row.GetProperty("reason").GetString()).Distinct().Count()));
            Assert.All(rows, row => Assert.Equal((pipeline.Queue.Name, "whole"), (row.GetProperty("queue").GetString(), row.GetProperty("kept").GetString())));
        }
    }

    [Fact]
    public async Task A_list_shows_the_blob_without_what_stands_beside_it_and_nothing_that_commands_a_terminal()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await PoisonAsync(pipeline, """{"url":"https://account.blob.core.windows.net/inbox/a%1B%5B2Jb.pdf?sig=SECRET"}""", "it was \u001b[31mred\r\nand long");
        await pipeline.Poison.SendMessageAsync("from somebody else");

        var result = await Program.RunAsync(pipeline.Environment, "poison", "list", "--format", "csv");

        Assert.Contains(",it was [31mred and long,1,", result.Output, StringComparison.Ordinal);
        Assert.Contains("inbox/a[2Jb.pdf,whole", result.Output, StringComparison.Ordinal);
        Assert.Contains("(not from docextract)", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.DoesNotContain("SECRET", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"url\": \"https://account.blob.core.windows.net/inbox/a.pdf\", \"note\": \"äöü € \ud83d\ude00 <&> \\u0000\"}")]
    [InlineData("  {\"a\":1}\t\n ")]
    [InlineData("first\r\nsecond\rthird")]
    [InlineData("eyJ1cmwiOiJodHRwczovL2EuYmxvYi5jb3JlLndpbmRvd3MubmV0L2luYm94L2EucGRmIn0=")]
    public async Task A_message_goes_back_byte_for_byte(string body)
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.Queue.SendMessageAsync(body);
        var received = (await pipeline.Queue.ReceiveMessageAsync()).Value;
        await pipeline.Poison.SendMessageAsync(PoisonEnvelope.Wrap(received, pipeline.Queue.Name, "no", TimeProvider.System.GetUtcNow()));
        await pipeline.Queue.DeleteMessageAsync(received.MessageId, received.PopReceipt);

        var result = await Program.RunAsync(pipeline.Environment, "poison", "requeue", "--all");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(received.Body.ToArray(), (await pipeline.Queue.ReceiveMessageAsync()).Value.Body.ToArray());
        Assert.Equal(0, (await pipeline.Poison.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_document_that_was_given_up_waits_again_and_only_those_named_go_back()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        var store = new DocumentStore(pipeline.Database.Source);
        var announcement = await pipeline.UploadAsync("march.xml", Some.InvoiceXml());
        var claim = Assert.IsType<ClaimAnswer.Granted>(await store.ClaimAsync(announcement, "worker", TimeSpan.FromMinutes(1), default)).Claim;
        await store.RejectAsync(claim, "failed", "the model was down", default);
        await PoisonAsync(pipeline, announcement.ToMessage().ToString(), "Reading failed 10 times");
        await PoisonAsync(pipeline, "who are you?", "The message is not JSON");

        var result = await Program.RunAsync(pipeline.Environment, "poison", "requeue", "--reason", "FAILED 10");
        await pipeline.StartAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("1 back on the queue.", result.Output, StringComparison.Ordinal);
        Assert.Equal("accepted", (await pipeline.FinishedAsync("march.xml")).Status);
        Assert.Contains("not JSON", Assert.Single((await pipeline.Poison.PeekMessagesAsync(32)).Value).Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_message_is_kept_whole_where_it_can_be_pressed_and_is_refused_where_a_part_is_missing()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        string wordy = "{\"a\":[" + string.Join(',', Enumerable.Range(0, 10_000)) + "]}";
        string dense = Convert.ToBase64String(Bytes(48_500));
        await PoisonAsync(pipeline, wordy, "too long");
        await PoisonAsync(pipeline, dense, "too dense");

        var result = await Program.RunAsync(pipeline.Environment, "poison", "requeue", "--all");

        Assert.InRange(wordy.Length, 45_001, 64 * 1024);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("1 back on the queue, 1 stay.", result.Output, StringComparison.Ordinal);
        Assert.Contains("too long to be kept whole", result.Errors, StringComparison.Ordinal);
        Assert.Equal(wordy, (await pipeline.Queue.ReceiveMessageAsync()).Value.Body.ToString());
        Assert.Contains("too dense", Assert.Single((await pipeline.Poison.PeekMessagesAsync(32)).Value).Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_discarded_is_gone_and_all_of_them_only_when_that_is_said_twice()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await PoisonAsync(pipeline, "a", "first");
        await PoisonAsync(pipeline, "b", "second");
        string id = (await pipeline.Poison.PeekMessagesAsync(1)).Value.Single().MessageId;

        var one = await Program.RunAsync(pipeline.Environment, "poison", "discard", id);
        var refused = await Program.RunAsync(pipeline.Environment, "poison", "discard", "--all");
        int left = (await pipeline.Poison.GetPropertiesAsync()).Value.ApproximateMessagesCount;
        var all = await Program.RunAsync(pipeline.Environment, "poison", "discard", "--all", "--yes");

        Assert.Equal((0, 2, 0), (one.ExitCode, refused.ExitCode, all.ExitCode));
        Assert.Contains("--all --yes", refused.Errors, StringComparison.Ordinal);
        Assert.Equal((1, 0), (left, (await pipeline.Poison.GetPropertiesAsync()).Value.ApproximateMessagesCount));
    }

    [Fact]
    public async Task Of_two_that_look_at_the_same_time_each_message_is_worked_on_by_one()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => PoisonAsync(pipeline, $"message {i}", "again")));

        var both = await Task.WhenAll(
            Program.RunAsync(pipeline.Environment, "poison", "requeue", "--all"), Program.RunAsync(pipeline.Environment, "poison", "requeue", "--all"));

        Assert.Contains(both, result => result.ExitCode == 0);
        Assert.Equal(40, await pipeline.WaitingAsync());
        Assert.Equal(0, (await pipeline.Poison.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Theory]
    [InlineData("poison", "requeue")]
    [InlineData("poison", "discard")]
    [InlineData("poison", "requeue", "some-id", "--all")]
    [InlineData("poison", "list", "--limit", "0")]
    public async Task Without_saying_which_messages_it_refuses(params string[] arguments)
    {
        var result = await Program.RunAsync(arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.NotEmpty(result.Errors);
    }

    private static async Task PoisonAsync(Pipeline pipeline, string body, string reason) => await pipeline.Poison.SendMessageAsync(PoisonEnvelope.Wrap(
        QueuesModelFactory.QueueMessage("some-message", "receipt", BinaryData.FromString(body), 1), pipeline.Queue.Name, reason, TimeProvider.System.GetUtcNow()));

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
