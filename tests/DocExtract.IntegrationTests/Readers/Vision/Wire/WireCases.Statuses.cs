using DocExtract.ModelServer;

using static DocExtract.IntegrationTests.Readers.Vision.WireCase;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>Statuses that are no success, and the headers that come with them.</summary>
internal static partial class WireCases
{
    private static IEnumerable<WireCase> Statuses() =>
    [
        .. from status in new[] { 408, 409, 425, 429, 500, 502, 503, 504, 529 }
           select AskedAgain($"{status}", ModelStep.Error(status, "some_code", "Some message.")),
        AskedAgain("500 with a page of HTML", ModelStep.Raw(500, "<html><body>Bad gateway</body></html>")),
        AskedAgain("500 with no body", ModelStep.Raw(500, "")),
        new("500, then 503", ModelStep.Error(500, null, "Oops."), ModelStep.Error(503, null, "Busy.")) { Thrown = "passing 503", Says = "Busy.", Booked = "failed, failed" },
        new("429, and again", ModelStep.Error(429, "rate_limit_exceeded", "Slow."), ModelStep.Error(429, "rate_limit_exceeded", "Slow.")) { Thrown = "passing 429", Says = "too many requests", Booked = "failed, failed" },
        new("500, then 401", ModelStep.Error(500, null, "Oops."), ModelStep.Error(401, "invalid_api_key", "No.")) { Thrown = "lasting 401", Says = "Vision__ApiKey", Booked = "failed, failed" },
        Lasting("400 for a value", 400, "images", ModelStep.Error(400, "invalid_value", "No.")),
        Lasting("400 for more than the context holds", 400, "MaxPages", ModelStep.Error(400, "context_length_exceeded", "No.")),
        Lasting("400 with an error that is a plain text", 400, "model runner crashed", ModelStep.Raw(400, """{"error":"model runner crashed"}""")),
        Lasting("401", 401, "Vision__ApiKey", ModelStep.Error(401, "invalid_api_key", "No.")),
        Lasting("402", 402, "Pay first.", ModelStep.Error(402, null, "Pay first.")),
        Lasting("403", 403, "some-model", ModelStep.Error(403, "model_not_found", "No.")),
        Lasting("404", 404, "some-model", ModelStep.Error(404, "model_not_found", "No.")),
        Lasting("405", 405, "405", ModelStep.Raw(405, "")),
        Lasting("413", 413, "ImageDpi", ModelStep.Error(413, null, "No.")),
        Lasting("415", 415, "some-model", ModelStep.Error(415, null, "No.")),
        Lasting("422", 422, "some-model", ModelStep.Error(422, null, "No.")),
        Lasting("429 because the quota is spent", 429, "quota", ModelStep.Error(429, "insufficient_quota", "No.")),
        Lasting("401 that repeats the key", 401, "***", ModelStep.Error(401, null, "Wrong key sk-top-secret.")),
    ];

    private static IEnumerable<WireCase> Headers() =>
    [
        AskedAgain("429 with a wait in milliseconds", ModelStep.Error(429, null, "Slow.", ("retry-after-ms", "30"), ("Retry-After", "3600"))),
        AskedAgain("503 with a wait of nothing", ModelStep.Error(503, null, "Slow.", ("Retry-After", "0"))),
        AskedAgain("503 with a wait until a day that is past", ModelStep.Error(503, null, "Slow.", ("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"))),
        AskedAgain("429 with a wait that nobody understands", ModelStep.Error(429, null, "Slow.", ("Retry-After", "in a while"), ("retry-after-ms", "-5"))),
        Lasting("400 with a wait", 400, "some-model", ModelStep.Error(400, null, "No.", ("Retry-After", "1"))) with { Wait = TimeSpan.FromSeconds(1) },
        new("429 with a wait of an hour", ModelStep.Error(429, null, "Slow.", ("Retry-After", "3600")), Good)
        {
            Thrown = "passing 429", Says = "too many requests", Wait = TimeSpan.FromHours(1), Booked = "failed",
        },
    ];
}
