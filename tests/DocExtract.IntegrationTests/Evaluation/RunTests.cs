using DocExtract.Worker.Evaluation.Comparison;
using DocExtract.Worker.Evaluation.Reporting;
using DocExtract.Worker.Evaluation.Scores;

namespace DocExtract.IntegrationTests.Evaluation;

/// <summary>A run on disk, and one run against another.</summary>
public sealed class RunTests
{
    private static readonly EvaluationRun Before = Run(Outcome.Right, Outcome.Wrong, "10.00");
    private static readonly EvaluationRun After = Run(Outcome.Missing, Outcome.Right, "12.00");

    [Fact]
    public async Task Run_that_was_written_is_read_back_as_it_was()
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, Before.ToJson());

        var read = EvaluationRun.Load(path);

        Assert.Equal(Before.ToJson(), read.ToJson());
        Assert.Empty(RunComparison.Compare(Before, read).SelectMany(set => set.Better.Concat(set.Worse)));
        File.Delete(path);
    }

    [Fact]
    public async Task File_that_is_no_run_is_refused_by_name()
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, """{"sets": [{"name": "x"}]}""");

        var wrong = Assert.Throws<InvalidDataException>(() => EvaluationRun.Load(path));

        Assert.Contains(path, wrong.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void Better_and_worse_values_are_named()
    {
        var set = Assert.Single(RunComparison.Compare(Before, After));

        Assert.Equal(
            [new Change("doc", "total", "10.00", "12.00", "12.00"), new Change("doc", "lines", "F1 0.00, cells 0/1", "F1 1.00, cells 1/1", null)], set.Better);
        Assert.Equal([new Change("doc", "currency", "EUR", "nothing", "EUR")], set.Worse);
        Assert.Equal(
            [("currency", 1.0, 0.0), ("total", 0.0, 1.0)],
            set.Fields.Select(field => (field.Field, field.Before.Value!.Value, field.After.Value!.Value)));
    }

    [Fact]
    public void Field_of_which_the_earlier_truth_said_nothing_got_neither_better_nor_worse()
    {
        var document = After.Sets[0].Documents[0];
        var grown = document with { Fields = [.. document.Fields, new FieldResult("tip", Outcome.Invented, null, "1.00")] };

        var set = Assert.Single(RunComparison.Compare(After, new EvaluationRun([new SetRun("set", 2, 1, [grown])])));

        Assert.Empty(set.Better.Concat(set.Worse));
    }

    [Fact]
    public void Sets_and_documents_of_only_one_run_are_not_compared()
    {
        var renamed = new EvaluationRun([Before.Sets[0] with { Name = "other" }]);

        Assert.Empty(RunComparison.Compare(renamed, After));
    }

    [Fact]
    public void Text_and_Markdown_tell_figures_and_mistakes()
    {
        string text = RunText.Of(Before.Sets[0]), markdown = RunMarkdown.Of(Before, RunComparison.Compare(Before, After));

        Assert.Contains("set: 1 documents, 2 pages, 0.50 s a page with 2 documents at a time", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  total +1 +1 +0 +1 +0 +- +0\.0 +0\.0 to 79\.3\r?$", text);
        Assert.Matches(@"(?m)^  doc +total +12\.00 +10\.00\r?$", text);
        Assert.Contains("| doc | total | 12.00 | 10.00 |", markdown, StringComparison.Ordinal);
        Assert.Contains("set: of 1 documents 2 values better, 1 worse", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_documents_cannot_break_a_Markdown_table() =>
        Assert.Equal("| a\\|b c |\n| --- |\n| &lt;b> |\n", new Grid(1, ["a|b\nc"], [["<b>"]]).ToMarkdown());

    private static EvaluationRun Run(Outcome currency, Outcome total, string found) => new(
    [
        new SetRun("set", 2, 1.25,
        [
            new DocumentResult(
                "doc", "needs_review", null, null, false, "offline", 2, 1.0,
                [
                    new FieldResult("currency", currency, "EUR", currency == Outcome.Missing ? null : "EUR"),
                    new FieldResult("total", total, "12.00", found),
                ],
                [Row(isFound: total == Outcome.Right)]),
        ]),
    ]);

    private static RowResult Row(bool isFound) =>
        new(0, isFound ? 0 : null, [new FieldResult("amount", isFound ? Outcome.Right : Outcome.Missing, "1", null)]);
}
