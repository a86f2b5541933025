using System.Text.Json.Nodes;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.ModelServer;

/// <summary>The server for load keeps books that a client's own can be held against.</summary>
public sealed class FaultyModelServerTests : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Books_are_what_a_client_sees(bool streamed)
    {
        var plan = new FaultPlan { Share = 0.5, Seed = 3, Kinds = [.. Enum.GetValues<Fault>().Where(fault => fault != Fault.Stall)] };
        await using var server = await FaultyModelServer.StartAsync(request => $$"""{"number":"{{(string?)request["messages"]![0]!["content"]}}"}""", plan);

        var seen = new List<Seen>();
        for (int i = 0; i < 300; i++)
        {
            seen.Add(await AskAsync(server.Endpoint, i, streamed));
        }

        var books = server.Books;
        Assert.Equal((300, 0, 1), (books.Requests, books.Refused, books.MostAtOneTime));
        Assert.InRange(books.Faults.Values.Sum(), 120, 180);
        Assert.Equal(plan.Kinds.Order(), books.Faults.Keys.Order());
        Assert.Equal(seen.Sum(answer => answer.Input), books.Input);
        Assert.Equal(seen.Sum(answer => answer.Output), books.Output);
        Assert.Equal(seen.Count(answer => answer.Input > 0), books.Reported);
        Assert.Equal(books.Faults[Fault.Cut] + books.Faults[Fault.NoUsage], books.Unreported);
        Assert.Equal(books.Faults[Fault.RateLimit], seen.Count(answer => answer.Status == 429));
        Assert.Equal(books.Faults[Fault.ServerError] + books.Faults[Fault.Unavailable], seen.Count(answer => answer.Status >= 500));
        Assert.Equal(books.Faults[Fault.Truncation], seen.Count(answer => answer.FinishReason == "length"));
        Assert.Equal(300 - books.Faults.Where(fault => fault.Key != Fault.NoUsage).Sum(fault => fault.Value), seen.Count(answer => answer.IsRight));
    }

    [Fact]
    public async Task Same_seed_has_the_same_faults_and_a_stall_lasts_as_long_as_the_client_waits()
    {
        var plan = new FaultPlan { Share = 0.3, Seed = 11, Kinds = [Fault.ServerError, Fault.EmptyAnswer] };
        Assert.Equal(await StatusesAsync(plan), await StatusesAsync(plan));
        Assert.NotEqual(await StatusesAsync(plan), await StatusesAsync(plan with { Seed = 12 }));

        await using var silent = await FaultyModelServer.StartAsync(_ => "{}", new FaultPlan { Share = 1, Kinds = [Fault.Stall] });
        using var impatient = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        await Assert.ThrowsAsync<TaskCanceledException>(() => impatient.PostAsync($"{silent.Endpoint}/chat/completions", new StringContent(Some.ChatRequest().ToJsonString())));
        Assert.Equal(1, silent.Books.Unreported);
    }

    [Fact]
    public async Task More_at_one_time_than_the_server_can_are_turned_away_and_rules_are_kept_under_load()
    {
        await using var server = await FaultyModelServer.StartAsync(_ => "{}", new FaultPlan { Share = 0, Capacity = 2, Latency = TimeSpan.FromMilliseconds(1500) });

        var seen = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => AskAsync(server.Endpoint, i, streamed: true)));
        using var refused = await _client.PostAsync($"{server.Endpoint}/chat/completions", new StringContent("""{"model":"m","messages":[],"seeed":1}"""));

        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Equal(1, server.Books.Refused);
        Assert.Equal(server.Books.TurnedAway, seen.Count(answer => answer.Status == 429));
        Assert.True(server.Books.TurnedAway > 0);
        Assert.InRange(server.Books.MostAtOneTime, 3, 6);
    }

    private async Task<List<int>> StatusesAsync(FaultPlan plan)
    {
        await using var server = await FaultyModelServer.StartAsync(_ => "{}", plan);
        List<int> statuses = [];
        for (int i = 0; i < 30; i++)
        {
            statuses.Add((await AskAsync(server.Endpoint, i, streamed: false)).Status);
        }

        return statuses;
    }

    private async Task<Seen> AskAsync(Uri endpoint, int number, bool streamed)
    {
        var request = streamed ? Some.StreamRequest() : Some.ChatRequest();
        request["messages"]![0]!["content"] = $"number {number}";
        try
        {
            using var response = await _client.PostAsync($"{endpoint}/chat/completions", new StringContent(request.ToJsonString()));
            string text = await response.Content.ReadAsStringAsync();
            bool isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
            return Seen.Of((int)response.StatusCode, isStream ? text.Split("\n\n").Where(data => data.StartsWith("data: {", StringComparison.Ordinal)).Select(data => data[6..]) : [text], number);
        }
        catch (HttpRequestException)
        {
            return new Seen(0, 0, 0, null, false);
        }
    }

    private sealed record Seen(int Status, long Input, long Output, string? FinishReason, bool IsRight)
    {
        public static Seen Of(int status, IEnumerable<string> bodies, int number)
        {
            var parts = bodies.Select(body => JsonNode.Parse(body)!).ToList();
            var choices = parts.SelectMany(part => part["choices"] as JsonArray ?? []).ToList();
            string content = string.Concat(choices.Select(choice => (string?)(choice!["message"] ?? choice["delta"])!["content"]));
            var usage = parts.Select(part => part["usage"]).FirstOrDefault(usage => usage is not null);
            return new Seen(
                status, (long?)usage?["prompt_tokens"] ?? 0, (long?)usage?["completion_tokens"] ?? 0,
                choices.Select(choice => (string?)choice!["finish_reason"]).FirstOrDefault(reason => reason is not null),
                content == $$"""{"number":"number {{number}}"}""");
        }
    }
}
