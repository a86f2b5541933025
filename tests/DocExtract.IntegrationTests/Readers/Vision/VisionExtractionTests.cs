using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.ModelServer;
using DocExtract.Readers.Offline;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using NetVips;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>A model's word about a document from <c>samples/</c>, judged by the same evidence and checks as any reader's.</summary>
public sealed class VisionExtractionTests
{
    private static readonly ModelPrice Price = new() { Input = 1, Output = 10 };

    [Fact]
    public async Task Pages_reach_the_model_at_150_dots_an_inch()
    {
        var read = await SampleReading.ReadAsync(truth => [Saying(truth())]);

        var sizes = Assert.Single(read.Requests).Images.Select(jpeg =>
        {
            using var image = Image.NewFromBuffer(jpeg);
            return (image.Width, image.Height);
        }).ToList();
        Assert.Equal(3, sizes.Count);
        Assert.All(sizes, size =>
        {
            Assert.InRange(size.Width, 1238, 1242);
            Assert.InRange(size.Height, 1752, 1756);
        });
    }

    [Fact]
    public async Task Right_answer_is_accepted()
    {
        var read = await SampleReading.ReadAsync(truth => [Saying(truth())]);

        Assert.DoesNotContain(read.Extraction.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(Verdict.Accepted, read.Extraction.Verdict);
        Assert.Equal("vision", read.Extraction.Reader);
        Assert.Single(read.Extraction.Calls);
    }

    [Theory]
    [InlineData("0.00")]
    [InlineData("1234567.89")]
    public async Task Total_that_a_model_was_talked_into_is_not_accepted_however_often_it_says_it(string total)
    {
        var read = await SampleReading.ReadAsync(truth => [.. Enumerable.Range(0, 5).Select(_ => Saying(truth(), "total", total))]);

        Assert.Equal(Verdict.NeedsReview, read.Extraction.Verdict);
        Assert.Contains(read.Extraction.Findings, finding => finding.Field == "/total");
        Assert.Equal(2, read.Requests.Count);
    }

    [Fact]
    public async Task Table_that_a_model_leaves_out_is_noticed()
    {
        var read = await SampleReading.ReadAsync(truth => [.. Enumerable.Range(0, 5).Select(_ =>
        {
            var headerOnly = truth();
            headerOnly.Remove("lines");
            return Saying(headerOnly);
        })]);

        Assert.Equal(Verdict.NeedsReview, read.Extraction.Verdict);
        Assert.Contains(read.Extraction.Findings, finding => finding is { Field: "/lines", Rule: "rows-differ" });
    }

    [Fact]
    public async Task Doubts_are_asked_about_in_words_and_the_better_answer_counts()
    {
        var read = await SampleReading.ReadAsync(truth => [Saying(truth(), "total", "9999.99"), Saying(truth())]);

        Assert.Equal(Verdict.Accepted, read.Extraction.Verdict);
        Assert.Equal([CallPurpose.Read, CallPurpose.Repair], read.Extraction.Calls.Select(call => call.Plan.Purpose));
        string asked = (string)read.Requests[1].Parts.Last(part => (string?)part["type"] == "text")["text"]!;
        Assert.Contains("/total:", asked, StringComparison.Ordinal);
        Assert.Contains("9999.99", asked, StringComparison.Ordinal);
        Assert.Equal(read.Requests[0].System, read.Requests[1].System);
    }

    [Fact]
    public async Task Repair_never_overwrites_what_the_page_has_proven_with_what_it_has_not()
    {
        var read = await SampleReading.ReadAsync(truth =>
        {
            var second = truth();
            second["invoice_number"] = "INVENTED-77";
            second["lines"]!.AsArray().RemoveAt(0);
            return [Saying(truth(), "total", "9999.99"), Saying(second)];
        });

        Assert.NotEqual("INVENTED-77", FieldValue.Find(read.Extraction.Data, "/invoice_number")?.AsText());
        Assert.Equal(Verdict.Accepted, read.Extraction.Verdict);
    }

    [Fact]
    public async Task Reading_without_repairs_is_asked_once()
    {
        var read = await SampleReading.ReadAsync(
            truth => [Saying(truth(), "total", "9999.99"), Saying(truth())], options => options with { RepairRounds = 0 });

        Assert.Equal(Verdict.NeedsReview, read.Extraction.Verdict);
        Assert.Single(read.Requests);
    }

    [Fact]
    public async Task Document_above_an_amount_is_read_twice_and_accepted_where_both_agree()
    {
        var read = await SampleReading.ReadAsync(truth => [Saying(truth()), Saying(truth())], options => options with { CompareFrom = 100 });

        Assert.Equal(Verdict.Accepted, read.Extraction.Verdict);
        Assert.Equal([CallPurpose.Read, CallPurpose.Compare], read.Extraction.Calls.Select(call => call.Plan.Purpose));
        Assert.All(read.Requests[0].Images.Zip(read.Requests[1].Images), pair => Assert.InRange(WidthOf(pair.Second), 0.79 * WidthOf(pair.First), 0.81 * WidthOf(pair.First)));
    }

    [Fact]
    public async Task Two_readings_that_differ_in_an_amount_go_to_a_person()
    {
        var read = await SampleReading.ReadAsync(
            truth => [Saying(truth()), Saying(truth(), "tax_total", "1.23")], options => options with { CompareFrom = 100 });

        Assert.Equal(Verdict.NeedsReview, read.Extraction.Verdict);
        var finding = Assert.Single(read.Extraction.Findings, finding => finding.Rule == "readings-differ");
        Assert.Equal("/tax_total", finding.Field);
        Assert.Contains("1.23", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_below_the_amount_is_read_once()
    {
        var read = await SampleReading.ReadAsync(truth => [Saying(truth())], options => options with { CompareFrom = 10_000_000 });

        Assert.Equal(Verdict.Accepted, read.Extraction.Verdict);
        Assert.Single(read.Requests);
    }

    [Fact]
    public async Task Budget_that_does_not_cover_a_call_parks_the_document_before_it_is_made()
    {
        var read = await SampleReading.ReadAsync(truth => [Saying(truth())], options => options with { Price = Price }, budget: 0.01m);

        Assert.Equal(Verdict.NeedsReview, read.Extraction.Verdict);
        Assert.Equal("budget", Assert.Single(read.Extraction.Findings).Rule);
        Assert.Empty(read.Requests);
    }

    [Fact]
    public async Task Budget_that_covers_one_call_keeps_what_it_read()
    {
        // A call costs 16 and some cents for its 16,000 tokens at most, and 0.0812 as the server tells it.
        var read = await SampleReading.ReadAsync(
            truth => [Saying(truth(), "total", "9999.99"), Saying(truth())], options => options with { Price = Price with { Output = 1000 } }, budget: 16.05m);

        Assert.Contains(read.Extraction.Findings, finding => finding.Rule == "budget");
        Assert.Contains("lines", read.Extraction.Data);
        Assert.Single(read.Requests);
        Assert.Equal(0.0812m, read.Extraction.Calls.Sum(call => call.Cost));
    }

    [Fact]
    public async Task Budget_that_covers_nothing_keeps_no_document_from_a_reader_that_costs_nothing()
    {
        var read = await SampleReading.ReadAsync(
            truth => [Saying(truth())], options => options with { Price = Price }, budget: 0.01m, after: new OfflineReader());

        Assert.Equal((Verdict.Accepted, "offline"), (read.Extraction.Verdict, read.Extraction.Reader));
        Assert.Equal(Severity.Info, Assert.Single(read.Extraction.Findings, finding => finding.Rule == "budget").Severity);
    }

    private static int WidthOf(byte[] picture)
    {
        using var image = Image.NewFromBuffer(picture);
        return image.Width;
    }

    private static ModelStep Saying(JsonObject values, string? field = null, string? value = null)
    {
        if (field is not null)
        {
            values[field] = value;
        }

        return ModelStep.Answer(values.ToJsonString());
    }
}
