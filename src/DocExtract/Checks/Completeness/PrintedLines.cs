using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Values;

namespace DocExtract.Checks.Completeness;

/// <summary>One line of a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Start">Its first word.</param>
/// <param name="End">The word after its last.</param>
/// <param name="Number">Counted over all pages.</param>
internal readonly record struct PrintedLine(PageText Page, int Start, int End, int Number)
{
    /// <summary>Characters between two words that may be one number: <c>1 234,56</c>.</summary>
    private const double DigitGap = 1.5;

    public Word First => Page.Words[Start];

    /// <summary>Its letters and digits without spaces and marks: what labels are told by.</summary>
    public string Key
    {
        get
        {
            var page = Page;
            return string.Concat(Enumerable.Range(Start, End - Start).Select(word => Folding.Squeeze(page.Words[word].Text)));
        }
    }

    /// <summary>What the number at its right end can mean; none where it does not end with one.</summary>
    public IReadOnlyList<decimal> LastAmount()
    {
        int start = End - 1;
        while (start > Start && Page.GapBefore(start) <= DigitGap && Page.Words[start - 1].Text.All(char.IsDigit))
        {
            start--;
        }

        var page = Page;
        return Amounts.Read(string.Join(' ', Enumerable.Range(start, End - start).Select(word => page.Words[word].Text)));
    }

    /// <summary>How many of its words could be amounts: a line of items has several, one of a sum has one.</summary>
    public int Amounted()
    {
        var page = Page;
        return Enumerable.Range(Start, End - Start).Count(word => page.Words[word].Text.Any(char.IsDigit) && page.Words[word].Text.Any(c => c is '.' or ','));
    }
}

/// <summary>
/// The lines of all pages whose words are text of the file. What OCR read is left out: one misread digit would make a row look
/// missing.
/// </summary>
internal sealed class PrintedLines
{
    private readonly Dictionary<int, (PageText Text, int FirstLine)> _pages = [];

    public PrintedLines(Document document)
    {
        List<PrintedLine> all = [];
        int before = 0;
        foreach (var page in document.Pages)
        {
            var text = new PageText(page.Number, before, [.. page.ReadWords(CancellationToken.None).Where(word => word.Source == WordSource.TextLayer)]);
            _pages[page.Number] = (text, before);
            for (int start = 0; start < text.Words.Count;)
            {
                int end = start + 1;
                while (end < text.Words.Count && text.LineOf[end] == text.LineOf[start])
                {
                    end++;
                }

                all.Add(new PrintedLine(text, start, end, before + text.LineOf[start]));
                start = end;
            }

            before += text.LineCount;
        }

        All = all;
    }

    /// <summary>From the first page to the last, each from its top.</summary>
    public IReadOnlyList<PrintedLine> All { get; }

    /// <summary>The line that a value was found on; null where that is none of the file's own text.</summary>
    public int? LineOf(FieldEvidence seen)
    {
        if (seen is not { Source: EvidenceSource.TextLayer, Page: { } number, Box: { } box } || !_pages.TryGetValue(number, out var page))
        {
            return null;
        }

        for (int word = 0; word < page.Text.Words.Count; word++)
        {
            var place = page.Text.Words[word].Box;
            if (box.Holds(place.CenterX, place.CenterY))
            {
                return page.FirstLine + page.Text.LineOf[word];
            }
        }

        return null;
    }
}
