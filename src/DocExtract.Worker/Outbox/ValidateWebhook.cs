using DocExtract.Worker.Queue;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Outbox;

/// <summary>What annotations cannot say of the destinations. No sentence repeats an address or a secret.</summary>
internal sealed class ValidateWebhook(IOptions<QueueOptions> queues) : IValidateOptions<OutboxOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboxOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults.Length > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private IEnumerable<string> Faults(OutboxOptions options)
    {
        if (!string.IsNullOrEmpty(options.Queue) && (queues.Value.InOrder.Contains(options.Queue) || options.Queue == queues.Value.PoisonName))
        {
            yield return $"Outbox__Queue cannot be {options.Queue}: that queue has messages of another kind. Name one of its own.";
        }

        if (string.IsNullOrEmpty(options.WebhookUrl))
        {
            yield break;
        }

        if (!Uri.TryCreate(options.WebhookUrl, UriKind.Absolute, out var url) || !(url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback)))
        {
            yield return "Outbox__WebhookUrl wants an address that begins with https://; http:// only on this machine.";
        }
        else if (url.UserInfo.Length > 0)
        {
            yield return "Outbox__WebhookUrl must not hold a user or password: requests are signed with Outbox__WebhookSecret.";
        }

        if (!WebhookSigner.AreSecrets(options.WebhookSecret))
        {
            yield return "Outbox__WebhookSecret wants whsec_ and base64 of 24 to 64 random bytes, which the receiver knows too: echo whsec_$(openssl rand -base64 32)";
        }
    }
}
