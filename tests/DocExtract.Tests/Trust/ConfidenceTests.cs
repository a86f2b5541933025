using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Trust;

namespace DocExtract.Tests.Trust;

public sealed class ConfidenceTests
{
    private const string Data =
        """{ "total": 120.00, "seller": { "name": "Gullhaven Ltd", "address": "2 Mole End" }, "lines": [{ "amount": 120.00 }] }""";

    [Fact]
    public void Every_value_has_one_also_where_it_was_seen_nowhere()
    {
        var fields = Confidence.OfFields(Read());

        Assert.Equal(["/total", "/seller/name", "/seller/address", "/lines/0/amount"], fields.Keys);
        Assert.All(fields.Values, chance => Assert.InRange(chance, 0, 1));
    }

    [Fact]
    public void Value_that_is_printed_is_likelier_than_one_that_is_not() =>
        Assert.True(Total(Read(Seen("/total", 1))) > Total(Read()));

    [Fact]
    public void Amount_that_others_bear_out_is_likelier() =>
        Assert.True(Total(Read(Seen("/total", 1)) with { Upheld = new HashSet<string> { "/total" } }) > Total(Read(Seen("/total", 1))));

    [Theory]
    [InlineData("/total")]
    [InlineData("")]
    public void Doubt_makes_it_less_likely(string field)
    {
        var doubted = Read(Seen("/total", 1)) with { Findings = [new Finding(field, "sum", Severity.Error, "does not hold")] };

        Assert.True(Total(doubted) < Total(Read(Seen("/total", 1))));
    }

    [Fact]
    public void Doubt_about_a_value_weighs_more_than_about_another_one()
    {
        var seen = Read(Seen("/total", 1));

        Assert.True(
            Total(seen with { Findings = [new Finding("/total", "sum", Severity.Error, "does not hold")] })
            < Total(seen with { Findings = [new Finding("/seller", "sum", Severity.Error, "does not hold")] }));
    }

    [Fact]
    public void Document_is_as_likely_as_its_least_likely_essential_value_allows()
    {
        var sound = Read(Seen("/total", 1), Seen("/seller/name", 1)) with { Essential = ["/total", "/seller/name"], Verdict = Verdict.Accepted };
        var doubted = sound with { Evidence = [Seen("/seller/name", 0.4)], Verdict = Verdict.NeedsReview };
        var incomplete = sound with { Essential = ["/total", "/seller/name", "/currency"], Verdict = Verdict.NeedsReview };

        Assert.True(Document(sound) > Document(doubted));
        Assert.True(Document(sound) > Document(incomplete));
        Assert.Null(Confidence.OfDocument(Read() with { Data = [] }, new Dictionary<string, double>()));
    }

    [Fact]
    public void Names_in_which_the_signs_of_a_pointer_stand_are_told_apart() => Assert.Equal(
        ["/a~1b", "/a/b", "/~0"],
        Confidence.OfFields(Read() with { Data = JsonNode.Parse("""{ "a/b": 1, "a": { "b": 2 }, "~": 3 }""")!.AsObject() }).Keys);

    private static double Total(Extraction extraction) => Confidence.OfFields(extraction)["/total"];

    private static double Document(Extraction extraction) => Confidence.OfDocument(extraction, Confidence.OfFields(extraction))!.Value;

    private static FieldEvidence Seen(string field, double support) =>
        new(field, 1, new Box(0.1, 0.1, 0.2, 0.12), "120.00", EvidenceSource.TextLayer, support);

    private static Extraction Read(params FieldEvidence[] evidence) => new()
    {
        File = "some.pdf",
        Sha256 = new string('0', 64),
        Verdict = Verdict.NeedsReview,
        Data = JsonNode.Parse(Data)!.AsObject(),
        Evidence = evidence,
    };
}
