using DocExtract.Fuzz;
using DocExtract.Fuzz.Crowd;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.IntegrationTests.Fuzz;

/// <summary>The short form of <c>tests/DocExtract.Fuzz</c>.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task Damaged_files_messages_and_answers_end_in_known_outcomes()
    {
        var keep = Directory.CreateTempSubdirectory("docextract-fuzz-");

        var doors = await FuzzCommand.RunAsync(150, seed: 7, only: "", keep, _ => { }, CancellationToken.None);

        Assert.Equal(5, doors.Count);
        Assert.Empty(doors.SelectMany(door => door.Faults));
        Assert.Empty(keep.EnumerateFiles());
        keep.Delete();
    }

    [Theory]
    [InlineData("a picture of 60,000 by 60,000 pixels")]
    [InlineData("an attached XML of a gigabyte")]
    [InlineData("a stream packed twice")]
    [InlineData("200 pages none of which ends")]
    [InlineData("pages in a circle")]
    [InlineData("10,000 pages")]
    [InlineData("HTML before the PDF")]
    [InlineData("the same page and a ZIP file")]
    public async Task A_document_made_to_do_harm_ends_in_time(string kind)
    {
        var limit = TimeSpan.FromSeconds(10);
        using var engine = await FencedEngine.StartAsync(limit, page: TimeSpan.FromSeconds(2));

        var read = await engine.Extractor.ExtractAsync(
            "hostile.pdf", HostilePdfs.All.Single(hostile => hostile.Name == kind).Make(), null, new MemoryAccount(), CancellationToken.None);

        Assert.NotEqual(Verdict.Accepted, read.Verdict);
        Assert.InRange(read.Duration, TimeSpan.Zero, limit + TimeSpan.FromSeconds(5));
    }
}
