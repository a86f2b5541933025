using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Pages.Images;
using DocExtract.Pages.Ocr;
using DocExtract.Readers;

namespace DocExtract.Tests;

public sealed class SecondLookTests
{
    [Fact]
    public void What_holds_at_first_is_not_looked_at_again() => Assert.False(SecondLook.MayHelp(Read("""{"total":12.50}""")));

    [Fact]
    public void Sign_that_no_model_knows_is_not_looked_for_again() => Assert.False(SecondLook.MayHelp(Read("""{"total":12.50}""", "inferred")));

    [Fact]
    public void Value_that_was_missing_is_taken_from_the_second_look() => AssertChosen(
        Verdict.Accepted, "2.50", Read("""{"seller":{"name":"Mohn"}}""", "essential"), Read("""{"seller":{"name":"Mohn"},"total":2.50}"""));

    [Fact]
    public void Second_look_that_holds_no_better_is_not_taken() => AssertChosen(
        Verdict.NeedsReview, "2.50", Read("""{"total":2.50}""", "sum"), Read("""{"total":7.50}""", "sum"));

    [Fact]
    public void Total_that_reads_otherwise_on_the_second_look_is_for_a_person_however_well_it_adds_up()
    {
        var chosen = AssertChosen(Verdict.NeedsReview, "7.50", Read("""{"total":2.50}""", "sum"), Read("""{"total":7.50}"""));

        var finding = Assert.Single(chosen.Findings);
        Assert.Equal(("/total", "looks-differ"), (finding.Field, finding.Rule));
        Assert.Contains("2.50 at first and as 7.50", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"total":12.5}""", """{"total":125}""", true)]
    [InlineData("""{"total":12.5}""", """{"total":12.50}""", false)]
    [InlineData("""{"seller":{"name":"MOHN BACKSTUBE"}}""", """{"seller":{"name":"Mohnbackstube."}}""", false)]
    [InlineData("""{"seller":{"name":"Mohn"}}""", """{"seller":{"name":"Mond"}}""", true)]
    public void Readings_differ_in_what_they_are_worth_not_in_how_they_are_written(string first, string second, bool differ) => Assert.Equal(
        differ, SecondLook.Choose(Read(first, "sum"), Read(second), Some.InstalledTypes.Get("receipt")).Findings.Any(finding => finding.Rule == "looks-differ"));

    [Fact]
    public void Only_pages_read_by_OCR_are_looked_at_again()
    {
        using var gate = new CpuGate(1);
        var picture = new Page(1, new ImagePage((_, _) => Some.ReceiptPicture, gate, new Lazy<OcrEngine>(() => Some.Ocr), OcrLook.First));
        var digital = Some.BlankPage();
        var document = Some.Document([digital, picture]);

        var again = document.LookAgain(CancellationToken.None)!;

        Assert.Same(digital, again.Pages[0]);
        Assert.NotSame(picture, again.Pages[1]);
        Assert.Contains(again.Pages[1].ReadWords(CancellationToken.None), word => word.Source == WordSource.Ocr);
        Assert.Null(Some.Document([digital]).LookAgain(CancellationToken.None));
    }

    [Theory]
    [InlineData("Total 14.10", true)]
    [InlineData("Total 74.10", false)]
    public void What_another_reader_says_is_looked_for_at_both_sizes(string again, bool isFound)
    {
        var page = Some.ScannedPage("Marram Bakery\n\nTotal 74.10", again: Some.ScannedPage($"Marram Bakery\n\n{again}"));
        var reading = new Reading(ReaderNames.Vision, "receipt", JsonNode.Parse("""{ "total": 14.10, "seller": { "name": "Marram Bakery" } }""")!.AsObject(), []);

        var seen = SecondLook.Find(reading, Some.InstalledTypes.Get("receipt"), Some.Document(page), CancellationToken.None);

        Assert.Equal(isFound, seen.Any(place => place.Field == "/total" && place.Support >= FieldEvidence.Found));
        Assert.Single(seen, place => place.Field == "/seller/name");
    }

    [Fact]
    public void Text_of_a_row_is_looked_for_at_both_sizes_too()
    {
        const string Row = """{ "lines": [ { "description": "Seeded roll", "amount": 14.10 } ] }""";
        var page = Some.ScannedPage("Saadod rull   14.10", again: Some.ScannedPage("Seeded roll   74.10"));
        var reading = new Reading(ReaderNames.Vision, "receipt", JsonNode.Parse(Row)!.AsObject(), []);

        var seen = SecondLook.Find(reading, Some.InstalledTypes.Get("receipt"), Some.Document(page), CancellationToken.None);

        Assert.Equal(["Seeded roll", "14.10"], seen.Where(place => place.Support >= FieldEvidence.Found).OrderByDescending(place => place.Field).Select(place => place.Text));
    }

    private static Extraction AssertChosen(Verdict verdict, string total, Extraction first, Extraction second)
    {
        var chosen = SecondLook.Choose(first, second, Some.InstalledTypes.Get("receipt"));
        Assert.Equal((verdict, total), (chosen.Verdict, chosen.Data["total"]?.ToString()));
        return chosen;
    }

    private static Extraction Read(string data, params string[] errors) => new()
    {
        File = "receipt.png",
        Sha256 = new string('0', 64),
        Verdict = errors.Length == 0 ? Verdict.Accepted : Verdict.NeedsReview,
        Data = JsonNode.Parse(data)!.AsObject(),
        Findings = [.. errors.Select(rule => new Finding("", rule, Severity.Error, "Some message."))],
    };
}
