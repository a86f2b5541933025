using DocExtract.Pages;
using DocExtract.Sources;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Evaluation.LongTables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocExtract.IntegrationTests.Evaluation.LongTables;

/// <summary>What <c>docextract eval --tables</c> measures: no table that lacks a row or has one twice is accepted, and every whole one is.</summary>
public sealed class LongTableTests
{
    public static IEnumerable<object[]> Tables =>
    [
        .. TableLayout.All.SelectMany(layout => new object[][] { [25, layout.Name], [100, layout.Name] }),
        [400, "numbered"], [400, "repeating"], [400, "foreign bare"], [800, "wrapped"],
    ];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Only_the_whole_table_is_accepted(int rows, string layout)
    {
        await using var services = Engine();
        var evaluator = new TableEvaluator(services.GetRequiredService<Extractor>(), TimeProvider.System);

        var trial = await evaluator.TryAsync(TableLayout.All.Single(one => one.Name == layout), rows, CancellationToken.None);

        Assert.Equal("", string.Join('\n', TableReport.Wrong([trial])));
        Assert.Equal(TableFaults.Complete, trial.Results[0].Kind);
        Assert.InRange(trial.Results.Count, 16, 17);
    }

    [Fact]
    public void Drawn_pages_show_every_row_once_and_each_page_knows_where_it_begins()
    {
        var invoice = TableInvoice.Of(TableLayout.All[0], 100);

        var (pdf, rowsBefore) = TablePages.Draw(invoice);

        using var opener = new DocumentOpener(new PageOptions(), new SourceLimits());
        var document = opener.Open(SourceFile.Open("table.pdf", pdf, new SourceLimits()), CancellationToken.None);
        Assert.Equal(rowsBefore.Count, document.Pages.Count);
        var amounts = document.Pages.SelectMany(page => page.TextLayer).Select(word => word.Text).ToList();
        Assert.All(invoice.Rows, row => Assert.Contains(invoice.Layout.Words.Show(row.Amount), amounts));
        Assert.Equal(rowsBefore.Order(), rowsBefore);
    }

    [Fact]
    public void Every_faulty_reading_differs_from_the_truth()
    {
        var invoice = TableInvoice.Of(TableLayout.All.Single(layout => layout.IsRepeating), 25);
        string truth = invoice.ToJson().ToJsonString();

        Assert.All(TableFaults.Of(invoice, [0]), reading => Assert.NotEqual(truth, reading.Data.ToJsonString()));
    }

    private static ServiceProvider Engine() => new ServiceCollection()
        .AddEngine(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Extraction:Readers"] = "e-invoice,offline" }).Build())
        .BuildServiceProvider();
}
