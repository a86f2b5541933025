using System.Text;
using DocExtract.Worker.Outbox;
using DocExtract.Worker.Queue;
using Microsoft.Extensions.Options;

namespace DocExtract.IntegrationTests.Outbox;

public sealed class WebhookSettingsTests
{
    [Fact]
    public void Signatures_are_those_that_Standard_Webhooks_publishes()
    {
        // The example that the scheme's own libraries are tested with.
        var signature = new WebhookSigner(WebhookServer.Secret).Sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}"""u8);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void While_a_secret_is_exchanged_both_sign()
    {
        string other = "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('k', 32)));
        var at = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        byte[] body = [1, 2, 3];

        Assert.Equal(
            new WebhookSigner(other).Sign("id", at, body) + " " + new WebhookSigner(WebhookServer.Secret).Sign("id", at, body),
            new WebhookSigner($"{other} {WebhookServer.Secret}").Sign("id", at, body));
    }

    [Theory]
    [InlineData("http://example.org/hook", WebhookServer.Secret, "begins with https://")]
    [InlineData("example.org", WebhookServer.Secret, "begins with https://")]
    [InlineData("https://user:word@example.org/", WebhookServer.Secret, "must not hold a user or password")]
    [InlineData("https://example.org/hook", null, "openssl rand")]
    [InlineData("https://example.org/hook", "whsec_c2hvcnQ=", "openssl rand")]
    [InlineData("https://example.org/hook", "not base64!", "openssl rand")]
    public void A_webhook_that_is_not_safe_is_refused_with_what_to_do(string url, string? secret, string told)
    {
        var result = Validate(new OutboxOptions { WebhookUrl = url, WebhookSecret = secret });

        Assert.Contains(told, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("word@", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.org/hook")]
    [InlineData("http://127.0.0.1:8080/hook")]
    [InlineData("http://localhost/hook")]
    public void Https_and_this_machine_are_accepted(string url) =>
        Assert.True(Validate(new OutboxOptions { WebhookUrl = url, WebhookSecret = WebhookServer.Secret }).Succeeded);

    [Fact]
    public void The_queue_that_is_read_is_not_announced_on() =>
        Assert.Contains("Name one of its own", Validate(new OutboxOptions { Queue = "documents" }).FailureMessage, StringComparison.Ordinal);

    private static ValidateOptionsResult Validate(OutboxOptions options) =>
        new ValidateWebhook(Options.Create(new QueueOptions())).Validate(null, options);
}
