using System.Text.Json.Nodes;
using DocExtract.ModelServer;
using static DocExtract.IntegrationTests.Readers.Vision.WireCase;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>Connections that break, successes that are none, and tokens that are told wrong or not.</summary>
internal static partial class WireCases
{
    private static ModelStep Moved() => ModelStep.Raw(302, "", ("Location", "/login"));

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1.5);

    private static IEnumerable<WireCase> Bodies() =>
    [
        AskedAgain("Connection cut before an answer", ModelStep.Cut(), "uncertain, spent"),
        AskedAgain("Connection cut within an answer", ModelStep.CutWithin("""{"choices":[{"message":{"content":"{"""), "uncertain, spent"),
        AskedAgain("No answer in time", ModelStep.Stall(), "uncertain, spent") with { Timeout = Soon },
        AskedAgain("Answer that goes silent", ModelStep.StallWithin("""{"choices":["""), "uncertain, spent") with { Timeout = Soon },
        new("No answer in time, twice", ModelStep.Stall(), ModelStep.Stall()) { Thrown = "passing", Says = "within 0.75 seconds", Timeout = Soon / 2, Booked = "uncertain, uncertain" },
        new("Connection cut, twice", ModelStep.Cut(), ModelStep.Cut()) { Thrown = "passing", Says = "broke off", Booked = "uncertain, uncertain" },
        AskedAgain("200 with half a JSON", ModelStep.Raw(200, """{"choices":[{"message":""")) with { Booked = "uncertain, spent" },
        AskedAgain("200 with a page of HTML", ModelStep.Raw(200, "<html><body>Please sign in</body></html>")) with { Booked = "uncertain, spent" },
        AskedAgain("200 with nothing", ModelStep.Raw(200, "")) with { Booked = "uncertain, spent" },
        AskedAgain("200 with null", ModelStep.Raw(200, "null")) with { Booked = "uncertain, spent" },
        AskedAgain("200 with a list", ModelStep.Raw(200, "[]")) with { Booked = "uncertain, spent" },
        AskedAgain("200 with another object", ModelStep.Raw(200, """{"object":"list","data":[]}""")) with { Booked = "uncertain, spent" },
        AskedAgain("200 with an error of a gateway", ModelStep.Raw(200, """{"error":{"code":502,"message":"Provider returned error"}}""")),
        Lasting("200 with an error that says 401", 401, "Check that the address", ModelStep.Raw(200, """{"error":{"code":401,"message":"No."}}""")),
        new("200 with a page of HTML, twice", ModelStep.Raw(200, "<html>"), ModelStep.Raw(200, "<html>")) { Thrown = "passing 200", Says = "no chat completion", Booked = "uncertain, uncertain" },
        new("204, twice", ModelStep.Raw(204, ""), ModelStep.Raw(204, "")) { Thrown = "passing 204", Says = "no chat completion", Booked = "uncertain, uncertain" },
        new("302 to another page", Moved(), Good) { Thrown = "lasting 302", Booked = "failed" },
        new("Body without end, twice", ModelStep.Endless(), ModelStep.Endless()) { Thrown = "passing", Says = "MiB", Booked = "uncertain, uncertain" },
        Read("Body with fields that nobody knows", Body(json => json.Replace("\"choices\"", "\"x_groq\":{\"id\":[1]},\"choices\"", StringComparison.Ordinal))),
        Read("Body with an error of null", Body(json => json.Replace("\"choices\"", "\"error\":null,\"choices\"", StringComparison.Ordinal))),
        Read("Body with two choices is the first", Changed(completion => completion["choices"]!.AsArray().Add(Completion.Of("""{"number":"8"}""")["choices"]![0]!.DeepClone()))) with { Asked = Asked.ForAWhole },
        Read("Body whose content comes in parts", Changed(completion => completion["choices"]![0]!["message"]!["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = Seven }))),
    ];

    private static IEnumerable<WireCase> Usages() =>
    [
        Read("Usage below nothing", Changed(completion => completion["usage"]!["completion_tokens"] = -80)) with { Booked = "uncertain" },
        Read("Usage is missing", Changed(completion => completion.Remove("usage"))) with { Booked = "uncertain" },
        Read("Usage is null", Changed(completion => completion["usage"] = null)) with { Booked = "uncertain" },
        Read("Usage without the answer's tokens", Changed(completion => completion["usage"]!.AsObject().Remove("completion_tokens"))) with { Booked = "uncertain" },
        Read("Usage in texts", Changed(completion => completion["usage"]!["prompt_tokens"] = "1200")) with { Booked = "uncertain" },
        Read("Usage without details", Changed(completion => completion["usage"]!.AsObject().Remove("prompt_tokens_details"))),
        Read("Usage with more cached tokens than there are", Changed(completion => completion["usage"]!["prompt_tokens_details"]!["cached_tokens"] = 99_999)),
        Read("Choices are empty, usage is not", Changed(completion => completion["choices"] = new JsonArray()), "{}", "error no-answer"),
        Read("Choice without a message", Changed(completion => completion["choices"]![0]!.AsObject().Remove("message")), "{}", "error no-answer"),
    ];
}
