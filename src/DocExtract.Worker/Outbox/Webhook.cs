using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace DocExtract.Worker.Outbox;

/// <summary>
/// An address that finished documents are announced to, signed. Any 2xx takes the announcement; redirects are not followed, since
/// they would lead what was meant for one host to another; what the answer holds is never looked at.
/// </summary>
internal sealed class Webhook(Uri url, WebhookSigner signer, TimeProvider time) : IDestination, IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxResponseHeadersLength = 16,
        // A short answer is read to its end so that the connection can be used again; with a longer one the connection is closed.
        MaxResponseDrainSize = 4096,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        // The address may move to another machine.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public string Name => "webhook";

    public async Task<Reply> SendAsync(Guid eventId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var request = Request(eventId, message);
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Understand(answer);
        }
        catch (HttpRequestException failure)
        {
            return new Reply.NotNow(failure.InnerException is AuthenticationException
                ? "The webhook's certificate cannot be trusted."
                : $"The webhook cannot be reached ({failure.HttpRequestError}).");
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(Guid eventId, ReadOnlyMemory<byte> message)
    {
        var now = time.GetUtcNow();
        var id = eventId.ToString();
        var content = new ReadOnlyMemoryContent(message);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = content,
            Headers =
            {
                { "webhook-id", id },
                { "webhook-timestamp", WebhookSigner.Timestamp(now) },
                { "webhook-signature", signer.Sign(id, now, message.Span) },
                { "User-Agent", "docextract" },
            },
        };
    }

    private Reply Understand(HttpResponseMessage answer) => answer.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new Reply.Taken(),
        HttpStatusCode.Gone => new Reply.Off(
            "The webhook answered 410: it wants no more announcements. Take Outbox__WebhookUrl away or name another, and start the workers again."),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new Reply.NotNow(
            $"The webhook answered {(int)answer.StatusCode}: redirects are not followed. Name the new address in Outbox__WebhookUrl."),
        var status => new Reply.NotNow($"The webhook answered {(int)status}.", After(answer.Headers.RetryAfter)),
    };

    private TimeSpan? After(RetryConditionHeaderValue? asked) => asked?.Delta ?? (asked?.Date - time.GetUtcNow());
}
