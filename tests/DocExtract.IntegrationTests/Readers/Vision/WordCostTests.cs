using System.Globalization;
using DocExtract.Pages;
using DocExtract.Readers.Vision;
using DocExtract.Sources;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>What the words beside the pictures add to a question, as docs/models.md says it.</summary>
public sealed class WordCostTests
{
    [Fact]
    public void Words_of_a_digital_page_of_the_samples_are_about_as_many_tokens_as_documented()
    {
        var limits = new SourceLimits();
        using var opener = new DocumentOpener(new PageOptions(), limits);
        List<int> tokens = [];
        foreach (string path in Directory.EnumerateFiles(Some.RepositoryPath("samples", "documents"), "invoice-*.pdf"))
        {
            var document = opener.Open(SourceFile.Open(path, File.ReadAllBytes(path), limits), CancellationToken.None);
            tokens.AddRange(document.Pages.Select(page => PageWords.Of(page, WordHelp.TextLayer, CancellationToken.None))
                .OfType<string>().Select(words => new ContentPart.Text(words).Tokens));
        }

        string documented = File.ReadAllText(Some.RepositoryPath("docs", "models.md"));
        string measured = string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(tokens.Average() / 10) * 10} tokens a page ({tokens.Min()} to {tokens.Max():N0}");
        Assert.Contains(measured, documented, StringComparison.Ordinal);
    }
}
