using DocExtract.IntegrationTests.Fixtures;

namespace DocExtract.IntegrationTests.Docs;

/// <summary>What the pages tell people to type is typed, and does what the page says.</summary>
public sealed class DocsRunTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    public static TheoryData<string> Runnable => [.. WithBlocks];

    private static IEnumerable<string> WithBlocks => Pages.All.Where(page => RunnablePage.Load(page).Blocks.Count > 0);

    [Theory]
    [MemberData(nameof(Runnable))]
    public async Task What_a_page_says_can_be_done(string page)
    {
        await using var reader = await ReaderOfDocs.StartAsync(infrastructure);

        foreach (var block in RunnablePage.Load(page).Blocks)
        {
            var result = await reader.DoAsync(block);

            string told = $"{page}:{block.Line}: {block.Text}\nended with {result.ExitCode} instead of {block.ExitCode}{(block.Says is null ? "" : $", and should say '{block.Says}'")}:\n{result.Output}{result.Errors}";
            Assert.True(result.ExitCode == block.ExitCode && (result.Output + result.Errors).Contains(block.Says ?? "", StringComparison.Ordinal), told);
        }
    }

    [Fact]
    public void The_pages_that_a_newcomer_follows_are_among_those_that_are_run() => Assert.Subset(
        WithBlocks.ToHashSet(),
        new HashSet<string> { "docs/getting-started.md", "docs/add-a-document-type.md", "docs/reviewing.md", "docs/reports.md", "docs/troubleshooting.md", "docs/upgrading.md", "docs/costs.md", "docs/security.md",
            "docs/intake.md", "docs/export.md", "docs/reprocess.md" });
}
