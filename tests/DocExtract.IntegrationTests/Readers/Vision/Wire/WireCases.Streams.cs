using DocExtract.ModelServer;

using static DocExtract.IntegrationTests.Readers.Vision.WireCase;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>Streams that are written otherwise, break off, or go astray.</summary>
internal static partial class WireCases
{
    private const string Rows = """{"number":"7","total":"3.00","lines":[{"text":"a","amount":"1.00"},{"text":"b","amount":"2.00"}]}""";

    private const string FirstRow = """{"number":"7","total":3.00,"lines":[{"text":"a","amount":1.00}]}""";

    // Within the second row.
    private const int MidRow = 18;

    private static IEnumerable<WireCase> Streams() => new[]
    {
        Read("Stream in pieces of seven bytes", ModelStep.Stream("""{"number":"Größe 5 €"}""", StreamForm.Torn), """{"number":"Größe 5 €"}"""),
        Read("Stream with keep-alives, CR LF and no blanks", ModelStep.Stream(Seven, StreamForm.KeepAlive | StreamForm.CarriageReturns | StreamForm.Tight)),
        Read("Stream with its usage in the last choice", ModelStep.Stream(Seven, StreamForm.UsageInLastChoice)),
        Read("Stream without [DONE]", ModelStep.Stream(Seven, StreamForm.WithoutDone)),
        Read("Stream without usage", ModelStep.Stream(Seven, StreamForm.WithoutUsage)) with { Booked = "uncertain" },
        Read("Stream with neither usage nor [DONE]", ModelStep.Stream(Seven, StreamForm.WithoutUsage | StreamForm.WithoutDone)) with { Booked = "uncertain" },
        BrokenOff("Stream cut within a row", ModelStep.StreamCutAfter(Rows, MidRow), FirstRow, "uncertain, spent"),
        AskedAgain("Stream cut after its last character", ModelStep.StreamCutAfter(Seven, 4), "uncertain, spent"),
        AskedAgain("Stream cut before a value", ModelStep.StreamCutAfter(Rows, 2), "uncertain, spent"),
        AskedAgain("Stream cut at its beginning", ModelStep.StreamCutAfter(Rows, 0), "uncertain, spent"),
        BrokenOff("Stream that stalls within a row", ModelStep.StreamStallAfter(Rows, MidRow), FirstRow, "uncertain, spent") with { Timeout = Soon },
        AskedAgain("Stream that stalls before a value", ModelStep.StreamStallAfter(Rows, 2), "uncertain, spent") with { Timeout = Soon },
        BrokenOff("Stream that repeats a row without end", ModelStep.StreamEndlessly("""{"number":"7","lines":[""", """{"text":"a","amount":"1.00"},"""),
            """{"number":"7","lines":[{"text":"a","amount":1.00}]}""", "uncertain, spent", "error repeats"),
        BrokenOff("Stream of white space within a row", ModelStep.StreamEndlessly(Broken, " \n"), FirstRow, "uncertain, spent"),
        Read("Stream of white space before a row", ModelStep.StreamEndlessly("""{"number":"7",""", " \n\t"), Seven, "error truncated") with { Booked = "uncertain" },
        Read("Stream of white space from the beginning", ModelStep.StreamEndlessly("", "\n  "), "{}", "error truncated") with { Booked = "uncertain" },
        AskedAgain("Stream of one text without end", ModelStep.StreamRaw(WithoutEnd()), "uncertain, spent") with { Timeout = Soon },
        BrokenOff("Stream that ends within a row without a reason", ModelStep.Stream(Broken, StreamForm.WithoutUsage | StreamForm.WithoutDone, null), FirstRow, "uncertain, spent"),
        AskedAgain("Stream that ends before a row without a reason", ModelStep.Stream("{\"num", StreamForm.WithoutUsage | StreamForm.WithoutDone, null), "uncertain, spent"),
        Read("Stream with its usage so far in every event", ModelStep.StreamRaw(
            """{"choices":[{"index":0,"delta":{"content":"{\"number\""}}],"usage":{"prompt_tokens":1200,"completion_tokens":3}}""", """{"choices":[{"index":0,"delta":{"content":":\"7\"}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1200,"completion_tokens":80}}""")),
        Read("Stream with its usage beside the choices", ModelStep.StreamRaw(
            Event(Seven), Last("stop"), """{"usage":{"prompt_tokens":1200,"completion_tokens":80}}""")),
        AskedAgain("Stream with an error in the middle", ModelStep.StreamErrorAfter(Rows, MidRow, "server_error", "Something broke.")) with { Booked = "uncertain, spent" },
        AskedAgain("Stream with an error at its beginning", ModelStep.StreamRaw("""{"error":{"code":502,"message":"Provider returned error"}}""")),
        new("Stream with a lasting error", ModelStep.StreamRaw("""{"error":{"code":401,"message":"No."}}"""), Good) { Thrown = "lasting 401", Booked = "failed" },
        AskedAgain("Stream with an event that is no JSON", ModelStep.StreamRaw("""{"choices":[{"delta":{"content":"{"}}]}""", """{"choices":[{"del""")) with { Booked = "uncertain, spent" },
        AskedAgain("Stream with nothing but [DONE]", ModelStep.StreamRaw("[DONE]")) with { Booked = "uncertain, spent" },
        AskedAgain("Stream without an event", ModelStep.StreamRaw()) with { Booked = "uncertain, spent" },
        Read("Stream whose first event is the content filter's", ModelStep.StreamRaw(
            """{"choices":[],"prompt_filter_results":[]}""", Event(Seven), Last("stop"))) with { Booked = "uncertain" },
        Read("Stream with deltas of null, thoughts and tools", ModelStep.StreamRaw(
            """{"choices":[{"index":0,"delta":null}]}""", """{"choices":[{"index":0,"delta":{"reasoning_content":"Seven?","content":null,"tool_calls":[]}}]}""", Event(Seven), Last("stop"))) with { Booked = "uncertain" },
        Read("Plain answer to a request for a stream", Body(json => json)),
    }.Select(streamed => streamed with { Asked = Asked.ForAStream });

    private static IEnumerable<string> WithoutEnd()
    {
        yield return Event("""{"number":"7","iban":" """);
        for (int i = 0; ; i++)
        {
            yield return Event($"{i} ");
        }
    }

    private static string Event(string content) => System.Text.Json.JsonSerializer.Serialize(new { choices = new[] { new { index = 0, delta = new { content } } } });

    private static string Last(string reason) => $$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{reason}}"}]}""";
}
