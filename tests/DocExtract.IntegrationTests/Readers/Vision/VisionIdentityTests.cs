using DocExtract.ModelServer;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>Signing in without a key, as Azure OpenAI takes it from a managed identity.</summary>
public sealed class VisionIdentityTests
{
    [Fact]
    public async Task Token_is_asked_anew_for_each_call_and_sent_instead_of_the_key()
    {
        int asked = 0;
        await using var server = await ScriptedModelServer.StartAsync(
            ModelStep.Error(500, null, "once more"), ModelStep.Answer("""{"number":"7"}"""));
        var options = Some.Vision(server.Endpoint) with { Token = _ => ValueTask.FromResult($"token-{++asked}"), ApiKey = "some-key" };

        await ReadAsync(options, new MemoryAccount());

        Assert.Equal(["Bearer token-1", "Bearer token-2"], server.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task Identity_without_a_token_costs_nothing_and_says_what_to_check()
    {
        await using var server = await ScriptedModelServer.StartAsync();
        var account = new MemoryAccount();
        var options = Some.Vision(server.Endpoint) with
        {
            Token = _ => throw new InvalidOperationException("no identity here"),
            Attempts = 1,
            Price = new ModelPrice { Input = 10, Output = 10 },
        };

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => ReadAsync(options, account));

        Assert.Contains("managed identity", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no identity here", failure.Message, StringComparison.Ordinal);

        // No document could be read: the line stops instead of wearing out every document's attempts.
        Assert.False(failure.IsTransient);
        Assert.False(failure.IsAboutTheDocument);
        Assert.Equal((CallState.Failed, 0m), (account.Calls.Single().State, account.Calls.Single().Cost));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Refused_token_names_the_role_that_is_missing()
    {
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Error(403, "PermissionDenied", "no data action"));

        var failure = await Assert.ThrowsAsync<ModelCallException>(
            () => ReadAsync(Some.Vision(server.Endpoint) with { Token = _ => ValueTask.FromResult("some-token") }, new MemoryAccount()));

        Assert.Contains("Cognitive Services OpenAI User", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("some-token", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenAI_and_Azure_want_a_key_or_a_token()
    {
        var azure = new VisionOptions { Endpoint = new Uri("https://some.openai.azure.com/openai/v1/"), Model = "gpt-4o" };

        Assert.Contains("needs a key", Assert.Throws<ArgumentException>(() => new VisionReader(azure, TimeProvider.System)).Message, StringComparison.Ordinal);
        _ = new VisionReader(azure with { Token = _ => ValueTask.FromResult("some-token") }, TimeProvider.System);
    }

    private static Task<Reading?> ReadAsync(VisionOptions options, IModelAccount account) =>
        new VisionReader(options, TimeProvider.System).ReadAsync(Some.WhitePages(1), Some.DeliveryNote(), account, CancellationToken.None);
}
