using System.Text;
using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;
using DocExtract.Sources;

namespace DocExtract.Tests;

internal static partial class Some
{
    /// <summary>
    /// A page drawn as text: every character is a hundredth of the width, every line a sixtieth of the height, so one space parts
    /// words and three part columns.
    /// </summary>
    public static Page Page(string layout, int number = 1, WordSource source = WordSource.TextLayer, double confidence = 1, string hidden = "", Page? again = null)
    {
        var words = Words(layout).Select(word => new Word(word.Text, word.Box, source, confidence)).ToList();
        var hiddenWords = Words(hidden).Select(word => new HiddenWord(word.Text, word.Box, HiddenReason.NoContrast)).ToList();
        return new Page(number, new DrawnContent(words, hiddenWords, again));
    }

    /// <summary>A page whose words only OCR can read; and what it reads at another size.</summary>
    public static Page ScannedPage(string layout, double confidence = 0.99, Page? again = null) => Page(layout, 1, WordSource.Ocr, confidence, again: again);

    public static Document Document(params Page[] pages) =>
        new(SourceFile.Open("some.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n%some"), new SourceLimits()), pages, []);

    public static Reading Reading(string json, bool isStructured = false) =>
        new(ReaderNames.Offline, "invoice", JsonNode.Parse(json)!.AsObject(), []) { IsStructured = isStructured };

    public static LabelVocabulary Labels(params (string Field, string Label)[] labels) => new()
    {
        Type = new Dictionary<string, double>(),
        Fields = labels.GroupBy(pair => pair.Field, pair => pair.Label)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group]),
        NotFields = new Dictionary<string, IReadOnlyList<string>>(),
    };

    private static IEnumerable<(string Text, Box Box)> Words(string layout)
    {
        string[] lines = layout.Split('\n');
        for (int line = 0; line < lines.Length; line++)
        {
            for (int start = 0; start < lines[line].Length; start++)
            {
                int end = start;
                while (end < lines[line].Length && lines[line][end] != ' ')
                {
                    end++;
                }

                if (end > start)
                {
                    yield return (lines[line][start..end], new Box(start / 100.0, line / 60.0, end / 100.0, (line + 0.7) / 60));
                    start = end;
                }
            }
        }
    }

    private sealed class DrawnContent(IReadOnlyList<Word> words, IReadOnlyList<HiddenWord> hidden, Page? again = null) : IPageContent
    {
        public IPageContent? Again => again is null ? null : new DrawnContent(again.ReadWords(CancellationToken.None), [], null);

        public IReadOnlyList<Word> TextLayer { get; } = [.. words.Where(word => word.Source == WordSource.TextLayer)];

        public IReadOnlyList<HiddenWord> HiddenWords => hidden;

        public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken) => words;

        public PixelImage Render(double dpi, CancellationToken cancellationToken) => new(1, 1, new byte[3], dpi);
    }
}
