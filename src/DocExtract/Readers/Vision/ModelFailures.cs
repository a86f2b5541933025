using System.Globalization;
using System.Text.Json;

namespace DocExtract.Readers.Vision;

/// <summary>Says in one sentence what went wrong at an endpoint and what to do, and whether trying again can help.</summary>
internal sealed class ModelFailures(VisionOptions options, string endpoint)
{
    /// <summary>An HTTP status that is no success.</summary>
    public ModelCallException Refused(int status, string body, TimeSpan? retryAfter)
    {
        var (code, said) = Understand(body);
        return new ModelCallException($"The model server at {endpoint} answered {status}: {Advice(status, code)}{Quote(said)}")
        {
            Status = status,
            IsTransient = IsTransient(status, code),
            IsAboutSettings = code is "unsupported_parameter" or "unsupported_value" or "unknown_parameter",
            RetryAfter = retryAfter,
        };
    }

    /// <summary>A success that holds no chat completion: a proxy's page, a wrong address, or an error in a success's clothes.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">What came.</param>
    /// <param name="hadBegun">Whether some of an answer had come before.</param>
    public ModelCallException NoCompletion(int status, string body, bool hadBegun = false)
    {
        var (code, said) = Understand(body);
        int meant = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 400 and < 600
            ? number
            : 0;
        return new ModelCallException(
            $"The model server at {endpoint} answered {status} with something that is no chat completion. Check that the address is the base of an OpenAI-compatible API (it often ends in /v1).{Quote(said)}")
        {
            Status = meant == 0 ? status : meant,
            IsTransient = meant == 0 || IsTransient(meant, code),
            MayBeCharged = hadBegun || (code is null && said is null),
        };
    }

    /// <summary>The environment's identity has no token to give. Nothing was asked, so nothing was charged.</summary>
    public ModelCallException NoToken(Exception failure) => new(
        $"No token for the model server at {endpoint} could be had from the environment's identity. Check that there is one (az login, workload or managed identity).{Quote(failure.Message)}", failure)
    {
        Status = 401,
    };

    /// <summary>Answers are replayed, and this question is none of them.</summary>
    public ModelCallException NotRecorded() => new(
        $"No answer was recorded in {options.Replay} for this question (page, model, prompt and schema must all be the same). Ask the model with --record {options.Replay} instead of --replay.")
    {
        IsNotRecorded = true,
    };

    public ModelCallException Unreachable(Exception failure) => new(
        Cause(failure) switch
        {
            HttpRequestError.NameResolutionError => $"The model server's host {options.Endpoint.Host} is not known. Check the endpoint address.",
            HttpRequestError.SecureConnectionError => $"No secure connection to the model server at {endpoint} could be made. Check its certificate and whether it speaks https.",
            HttpRequestError.ConnectionError => $"The model server at {endpoint} could not be reached. Is it running?",
            _ => $"The connection to the model server at {endpoint} broke off before the answer was complete.",
        },
        failure)
    {
        IsTransient = true,
        MayBeCharged = Cause(failure) is not (HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ConnectionError),
    };

    public ModelCallException TooLate(Exception failure) => new(
        $"The model server at {endpoint} did not answer within {options.Timeout.TotalSeconds:0.###} seconds. Raise Vision__Timeout, or use a faster model.", failure)
    {
        IsTransient = true,
    };

    /// <summary>The endpoint has said that it will answer again later than is waited in place.</summary>
    public ModelCallException NotYet(TimeSpan wait) => new(
        $"The model server at {endpoint} takes no more requests for {wait.TotalSeconds:0} seconds; the limits of the account are reached. Lower Vision__Concurrency, or raise the account's limits.")
    {
        Status = 429,
        IsTransient = true,
        RetryAfter = wait,
    };

    /// <summary>The endpoint failed so often that it is left alone for a moment.</summary>
    public ModelCallException Resting(TimeSpan? wait) => new(
        $"The model server at {endpoint} failed most of the last calls and is left alone for a moment. Look whether it is well.")
    {
        IsTransient = true,
        RetryAfter = wait,
    };

    public ModelCallException TooLong(int limit) => new(
        $"The model server at {endpoint} answered with more than {limit >> 20} MiB, which no extraction needs. Check the address and the model.")
    {
        IsTransient = true,
        MayBeCharged = true,
    };

    private static bool IsTransient(int status, string? code) => status switch
    {
        429 => code != "insufficient_quota",
        408 or 409 or 425 or >= 500 => true,
        _ => false,
    };

    private string Advice(int status, string? code) => (status, code) switch
    {
        (_, "insufficient_quota") => "the account's quota is spent. Add credit or raise the account's limit; until then every call fails.",
        (401 or 403, _) when options.Token is not null =>
            "it does not accept the identity's token. Give the identity the role Cognitive Services OpenAI User for this resource.",
        (401, _) => options.ApiKey is null ? $"it wants a key. Set {options.KeySetting}." : $"it does not accept the key. Check {options.KeySetting}.",
        (403, _) => $"the key may not use the model {options.Model}. Check the account's rights or the model's name.",
        (404, _) => $"it does not know the model {options.Model}, or the address is wrong. Check the model's name and the endpoint.",
        (_, "context_length_exceeded") => $"the pages are too much for the model {options.Model}. Lower Vision__MaxPages or Vision__ImageDpi.",
        (413, _) => "the pages are too large for it. Lower Vision__MaxPages or Vision__ImageDpi.",
        (429, _) => "too many requests or tokens a minute. Lower Vision__Concurrency, or raise the account's limit.",
        ( >= 500, _) => "it has a problem of its own.",
        ( < 400, _) => "it sends elsewhere. Give the address it sends to as endpoint.",
        (_, "unsupported_parameter" or "unsupported_value" or "unknown_parameter") =>
            $"it does not accept a setting for the model {options.Model}. Choose another profile (Vision__Profile), or set what it names.",
        _ => $"it does not accept the request for the model {options.Model}. The model may lack images or structured output.",
    };

    private static HttpRequestError? Cause(Exception? failure) => failure switch
    {
        null => null,
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => http.HttpRequestError,
        _ => Cause(failure.InnerException),
    };

    /// <summary>OpenAI's <c>{"error": {"code", "message"}}</c>, and the plainer <c>{"error": "..."}</c> of others.</summary>
    private static (string? Code, string? Message) Understand(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonText.WithoutUnstorable(body));
            return document.RootElement.TryGet("error", JsonValueKind.Object, out var error)
                ? (CodeOf(error), error.Text("message"))
                : (null, document.RootElement.Text("error") ?? document.RootElement.Text("message"));
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static string? CodeOf(JsonElement error) =>
        error.Text("code") ?? error.Count("code")?.ToString(CultureInfo.InvariantCulture) ?? error.Text("type");

    /// <summary>What the server says, short, on one line and without the key, which some proxies repeat.</summary>
    private string Quote(string? said)
    {
        if (string.IsNullOrWhiteSpace(said))
        {
            return "";
        }

        string safe = options.ApiKey is { Length: > 0 } key ? said.Replace(key, "***", StringComparison.Ordinal) : said;
        string line = string.Join(' ', safe.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"{ModelCallException.Quotes}{(line.Length <= 300 ? line : $"{line[..300]}…")}";
    }
}
