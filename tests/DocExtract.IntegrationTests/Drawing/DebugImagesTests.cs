using System.Xml.Linq;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Worker.Drawing;

namespace DocExtract.IntegrationTests.Drawing;

public sealed class DebugImagesTests : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-debug-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Page_holds_its_picture_words_rows_and_labelled_values()
    {
        var page = await DrawAsync(
            new FieldEvidence("/seller/name", 1, new Box(0.25, 0.25, 0.75, 0.5), "Gullhaven", EvidenceSource.TextLayer, 1),
            new FieldEvidence("/lines/0/description", 1, new Box(0.1, 0.6, 0.4, 0.7), "Rope", EvidenceSource.TextLayer, 1),
            new FieldEvidence("/lines/0/amount", 1, new Box(0.8, 0.6, 0.9, 0.7), "10.00", EvidenceSource.TextLayer, 1));

        Assert.StartsWith("data:image/jpeg;base64,", page.Element(Svg + "image")!.Attribute("href")!.Value, StringComparison.Ordinal);
        Assert.Equal(2, Marks(page, "word").Count);
        Assert.Equal(["seller.name", "description", "amount"], Marks(page, "value").Select(mark => mark.Element(Svg + "text")!.Value));
        Assert.Equal("row 1", Assert.Single(Marks(page, "row")).Element(Svg + "text")!.Value);
    }

    [Fact]
    public async Task Boxes_stand_where_they_are_on_the_page()
    {
        var page = await DrawAsync(new FieldEvidence("/total", 1, new Box(0.25, 0.25, 0.75, 0.5), "10.00", EvidenceSource.TextLayer, 1));

        // The page is 32 x 48 pixels.
        var box = Assert.Single(Marks(page, "value")).Element(Svg + "rect")!;
        Assert.Equal(["8", "12", "16", "12"], new[] { "x", "y", "width", "height" }.Select(name => box.Attribute(name)!.Value));
    }

    [Fact]
    public async Task Values_in_the_same_place_share_a_box_that_names_both()
    {
        var place = new Box(0.25, 0.25, 0.75, 0.5);

        var page = await DrawAsync(
            new FieldEvidence("/total", 1, place, "10.00", EvidenceSource.TextLayer, 1), new FieldEvidence("/amount_due", 1, place, "10.00", EvidenceSource.TextLayer, 1));

        Assert.Equal("total, amount_due", Assert.Single(Marks(page, "value")).Element(Svg + "text")!.Value);
    }

    private static List<XElement> Marks(XElement page, string kind) =>
        [.. page.Elements(Svg + "g").Where(mark => mark.Attribute("class")!.Value == $"mark {kind}")];

    private async Task<XElement> DrawAsync(params FieldEvidence[] evidence)
    {
        await DebugImages.WriteAsync(Some.WhitePages(1, text: "Gullhaven Rope\u0001"), Some.Extraction("{}", evidence), _folder, CancellationToken.None);
        return XElement.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "some.pdf-1.svg")));
    }
}
