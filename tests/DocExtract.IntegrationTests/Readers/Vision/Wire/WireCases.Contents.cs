using DocExtract.ModelServer;

using static DocExtract.IntegrationTests.Readers.Vision.WireCase;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>What a model writes, and why it stops.</summary>
internal static partial class WireCases
{
    private const string Broken = """{"number":"7","total":"3.00","lines":[{"text":"a","amount":"1.00"},{"text":"b","am""";

    private static IEnumerable<WireCase> Ends() =>
    [
        BrokenOff("Ends at the limit, within a row", ModelStep.Answer(Broken, "length"), FirstRow, "spent, spent"),
        new("Ends at the limit, and the rest is refused", ModelStep.Answer(Broken, "length"), ModelStep.Error(400, null, "Too much.")) { Kept = FirstRow, Findings = "error truncated", Booked = "spent, failed" },
        new("Ends at the limit, and the server is down for the rest", ModelStep.Answer(Broken, "length"), ModelStep.Error(500, null, "Oops."), ModelStep.Error(500, null, "Oops."))
        {
            Thrown = "passing 500", Says = "Oops.", Booked = "spent, failed, failed",
        },
        Content("Ends by the content filter, within a row", Broken, FirstRow, "error content-filter", "content_filter"),
        Content("Ends for an unknown reason, within a row", Broken, FirstRow, "error not-json", "abort"),
        Content("Ends as if whole, within a row", Broken, FirstRow, "error not-json"),
        Content("Ends at the limit, though whole", Seven, Seven, "warning truncated", "length"),
        Content("Ends by the content filter, though whole", Seven, Seven, "error content-filter", "content_filter"),
        Content("Ends for an unknown reason, though whole", Seven, Seven, "warning finish-reason", "repetition"),
        Content("Ends without a reason, though whole", Seven, finishReason: null),
        Content("Nothing at the limit: all tokens were thoughts", null, "{}", "error truncated", "length"),
        Content("Nothing by the content filter", null, "{}", "error content-filter", "content_filter"),
        Read("Refusal", ModelStep.Answer(null, "stop", "I can't help with that."), "{}", "error refused"),
    ];

    private static IEnumerable<WireCase> Contents() =>
    [
        Content("No content", null, "{}", "error no-answer"),
        Content("Empty content", "", "{}", "error no-answer"),
        Content("White space", "   ", "{}", "error no-answer"),
        Content("Prose", "The total is 7.", "{}", "error not-json"),
        Content("List", "[]", "{}", "error not-json"),
        Content("Fenced", $"```json\n{Seven}\n```"),
        Content("Fence without its end", $"```json\n{Seven}"),
        Content("With a field of null", """{"number":"7","total":null}"""),
        Content("Same field twice", """{"number":"7","number":"8"}""", "{}", "error not-json"),
        Content("Prose after the object", $"{Seven} I hope this helps.", Seven, "error not-json"),
        Content("Field that the schema does not have", """{"number":"7","iban":"DE00"}""", Seven, "warning schema"),
        Content("List where a text belongs", """{"number":"7","date":[]}""", Seven, "error schema"),
        Content("Day that does not exist", """{"number":"7","date":"2031-02-30"}""", Seven, "error schema"),
        Content("Amount in a text", """{"number":"7","total":"12.50"}""", """{"number":"7","total":12.50}"""),
        Content("Amount as a number", """{"number":"7","total":12.50}""", """{"number":"7","total":12.50}"""),
        Content("Amount with a decimal comma", """{"number":"7","total":"12,50"}""", Seven, "error schema"),
        Content("Amount with groups", """{"number":"7","total":"1,234.50"}""", Seven, "error schema"),
        Content("Amount with its currency", """{"number":"7","total":"12.50 EUR"}""", Seven, "error schema"),
        Content("Amount with an exponent", """{"number":"7","total":1e9}""", Seven, "error schema"),
        Content("Amount beyond what is exact", """{"number":"7","total":"12345678901234567890123456789.01"}""", Seven, "error schema"),
        Content("Amount that is no number", """{"number":"7","total":NaN}""", Seven, "error not-json"),
    ];
}
