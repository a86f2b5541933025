using System.Text.Json.Nodes;
using DocExtract.Readers.Vision;

namespace DocExtract.Tests.Readers.Vision;

public sealed class JoinedAnswersTests
{
    [Fact]
    public void Rows_follow_each_other_titles_come_from_the_front_and_sums_from_the_end() => AssertJoined(
        """{"invoice_number":"A-1","seller":{"name":"Lamp & Co","vat_id":"DE1"},"total":99.50,"lines":[{"amount":1},{"amount":2},{"amount":3}]}""",
        """{"invoice_number":"A-1","seller":{"name":"Lamp & Co"},"total":6.00,"lines":[{"amount":1}]}""",
        """{"invoice_number":"B-7","seller":{"name":"Carried","vat_id":"DE1"},"lines":[{"amount":2},{"amount":3}]}""",
        """{"total":99.50}""");

    [Fact]
    public void One_answer_stays_what_it_is() => AssertJoined("""{"total":1.10,"lines":[]}""", """{"total":1.10,"lines":[]}""");

    private static void AssertJoined(string expected, params string[] answers) =>
        Assert.Equal(expected, JoinedAnswers.Join(answers.Select(answer => JsonNode.Parse(answer)!.AsObject())).ToJsonString(new(System.Text.Json.JsonSerializerOptions.Default) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
}
