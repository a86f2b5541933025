using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Readers;

namespace DocExtract.Tests;

public sealed class RepairTests
{
    [Theory]
    [InlineData("""{"a":"1","b":"2"}""", """{"a":"9","b":"3"}""", "/b", """{"a":"1","b":"3"}""")] // Proven stays, unless the other is proven.
    [InlineData("""{"a":"1"}""", """{"a":"9","c":"4"}""", "", """{"a":"1","c":"4"}""")] // What was missing is taken; the checks look for it.
    [InlineData("""{"a":"1"}""", """{"a":"9"}""", "/a", """{"a":"9"}""")]
    [InlineData("""{"a":"1","b":"2"}""", "{}", "", """{"a":"1","b":"2"}""")] // Not given again is not taken back ...
    [InlineData("""{"a":"1","doubt":"2"}""", "{}", "", """{"a":"1"}""")] // ... unless it was in doubt and is nowhere on the page.
    [InlineData("""{"a":"1","p":{"x":"1"}}""", """{"p":{"y":"2"}}""", "", """{"a":"1","p":{"x":"1","y":"2"}}""")]
    public void Values_are_put_together(string before, string answer, string provenNow, string merged) =>
        Assert.Equal(merged, Merge(before, answer, ["/a"], provenNow).ToJsonString());

    [Fact]
    public void The_same_rows_are_held_against_each_other()
    {
        var merged = Merge("""{"rows":[{"t":"x","n":1},{"t":"y","n":2}]}""", """{"rows":[{"t":"x","n":7},{"t":"y","n":8}]}""", ["/rows/0/n"], "/rows/1/n");

        Assert.Equal("""{"rows":[{"t":"x","n":1},{"t":"y","n":8}]}""", merged.ToJsonString());
    }

    [Fact]
    public void Rows_that_moved_do_not_lend_each_other_their_values()
    {
        var merged = Merge(
            """{"rows":[{"t":"A","n":10,"d":2},{"t":"B","n":20,"d":1}]}""", """{"rows":[{"t":"B","n":20,"d":1},{"t":"C","n":30,"d":3}]}""",
            ["/rows/0/n"], "/rows/0/n", "/rows/0/d", "/rows/1/n", "/rows/1/d");

        Assert.Equal("""[{"t":"B","n":20,"d":1},{"t":"C","n":30,"d":3}]""", merged["rows"]!.ToJsonString());
    }

    [Theory]
    [InlineData(new[] { "/rows/0/n" }, new[] { "/rows/0/n", "/rows/1/n" }, 2)] // More rows, all of them on the page.
    [InlineData(new[] { "/rows/0/n" }, new[] { "/rows/0/n" }, 1)] // More rows, one of them invented.
    public void More_rows_count_when_all_are_on_the_page(string[] provenBefore, string[] provenNow, int rows)
    {
        var merged = Merge("""{"rows":[{"n":1}]}""", """{"rows":[{"n":1},{"n":2}]}""", provenBefore, provenNow);

        Assert.Equal(rows, merged["rows"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(new[] { "/rows/0/n", "/rows/1/n" }, 2)] // A row that the page proves is not given up.
    [InlineData(new[] { "/rows/0/n" }, 1)] // An invented one is.
    public void Fewer_rows_count_only_when_one_was_not_on_the_page(string[] provenBefore, int rows)
    {
        var merged = Merge("""{"rows":[{"n":1},{"n":2}]}""", """{"rows":[{"n":1}]}""", provenBefore, "/rows/0/n");

        Assert.Equal(rows, merged["rows"]!.AsArray().Count);
    }

    [Fact]
    public void Rows_without_the_amounts_that_rows_had_prove_nothing_and_the_loss_is_still_told()
    {
        var before = new Reading("some", "invoice", [], [new Finding("", "truncated", Severity.Error, "It broke off.")]);
        var judged = Doubtful("""{"rows":[{"t":"a","n":1},{"t":"b","n":2},{"t":"c","n":3}]}""", ["/rows/0/n", "/rows/1/n"]);

        var merged = Repair.Merge(before, judged, before with { Data = JsonNode.Parse("""{"rows":[{"t":"a"}]}""")!.AsObject(), Findings = [] }, []);

        Assert.Equal(3, merged.Data["rows"]!.AsArray().Count);
        Assert.Equal("truncated", Assert.Single(merged.Findings).Rule);
    }

    [Theory]
    [InlineData("sum", true)]
    [InlineData("ambiguous-date", false)]
    [InlineData("pages-not-read", false)]
    public void Only_what_a_closer_look_may_mend_is_asked_about(string rule, bool asked) =>
        Assert.Equal(asked, Repair.MayHelp(Doubtful("{}", []) with { Findings = [new Finding("/x", rule, Severity.Error, "Some doubt.")] }));

    private static JsonObject Merge(string before, string answer, string[] provenBefore, params string[] provenNow) =>
        Repair.Merge(Read("{}"), Doubtful(before, provenBefore), Read(answer), Seen(provenNow)).Data;

    private static Reading Read(string data) => new("some", "invoice", JsonNode.Parse(data)!.AsObject(), []);

    private static Extraction Doubtful(string data, string[] proven) => new()
    {
        File = "some.pdf",
        Sha256 = new string('0', 64),
        Verdict = Verdict.NeedsReview,
        Data = JsonNode.Parse(data)!.AsObject(),
        Evidence = Seen(proven),
        Findings = [new Finding("/doubt", "not-on-page", Severity.Error, "It is nowhere.")],
    };

    private static IReadOnlyList<FieldEvidence> Seen(IEnumerable<string> fields) =>
        [.. fields.Where(field => field.Length > 0).Select(field => new FieldEvidence(field, 1, null, "some", EvidenceSource.TextLayer, 1))];
}
