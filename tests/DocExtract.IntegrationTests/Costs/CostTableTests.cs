using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Worker.Costs;

namespace DocExtract.IntegrationTests.Costs;

public sealed class CostTableTests
{
    private static readonly SchemaCatalog Types = SchemaCatalog.Load(Some.RepositoryPath("schemas"));

    [Fact]
    public void Table_in_the_documentation_is_what_the_command_works_out() => Assert.Contains(
        new CostTable(new CostAssumptions(), Types).ToMarkdown(),
        File.ReadAllText(Some.RepositoryPath("docs", "models.md")),
        StringComparison.Ordinal);

    [Fact]
    public void Reading_costs_what_its_tokens_cost()
    {
        var options = new VisionOptions { Model = "gpt-4o", Price = new ModelPrice { Input = 2, Output = 8 } };
        var invoice = new TypicalDocument(Types.Get("invoice"), 2480, 3508, 300, 1, 0, 900);

        var reading = CostEstimate.Of(options, invoice, 100);

        Assert.Equal(((reading.InputTokens * 2m) + (1000 * 8m)) / 1_000_000, reading.Cost);
        Assert.Equal(1000, reading.OutputTokens);

        // Three strips of 1,105 tokens, seen at 150 dpi, and the prompt.
        Assert.InRange(reading.InputTokens, 3315 + 1000, 3315 + 6000);
        Assert.Equal(150, reading.SeenDpi, 15.0);
    }

    [Fact]
    public void Long_documents_repeat_the_prompt_in_each_request()
    {
        var options = new VisionOptions { Model = "qwen2.5vl:7b", Profile = "ollama" };
        var one = new TypicalDocument(Types.Get("invoice"), 2480, 3508, 300, 1, 0, 900);

        var single = CostEstimate.Of(options, one, 0);
        var nine = CostEstimate.Of(options, one with { Pages = 9 }, 0);

        Assert.True(nine.InputTokens > 9 * (single.InputTokens - 4000));
        Assert.Equal(0, nine.Cost);
    }

    [Fact]
    public void Model_without_a_known_price_is_refused() => Assert.Contains(
        "No list price of gpt-5.4",
        Assert.Throws<ArgumentException>(() => new CostTable(new CostAssumptions { Model = "gpt-5.4" }, Types).ToMarkdown()).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Command_prints_the_table_with_other_assumptions()
    {
        var result = await Commands.Program.RunAsync("costs", "--pages", "2", "--model", "gpt-4o", "--offline-accepted", "0.5", "--thinking", "0");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(
            new CostTable(new CostAssumptions { Pages = 2, Model = "gpt-4o", OfflineAccepted = 0.5m, Thinking = 0 }, Types).ToMarkdown(), result.Output);
    }

    [Theory]
    [InlineData("--offline-accepted", "1.5")]
    [InlineData("--offline-accepted", "0,5")]
    [InlineData("--pages", "0")]
    public async Task Senseless_assumption_is_refused(string option, string value) =>
        Assert.Equal(2, (await Commands.Program.RunAsync("costs", option, value)).ExitCode);
}
