using DocExtract.Readers.Vision.Pictures;

namespace DocExtract.Readers.Vision;

/// <summary>The user's message that shows pages: each picture after a line that says which page it is.</summary>
internal static class PageMessage
{
    /// <param name="pictures">In the order of the pages.</param>
    /// <param name="pagesInDocument">Pages of the whole document.</param>
    /// <param name="afterword">What is said after the pages, such as where to go on: last, so that what comes before stays the same.</param>
    public static ChatMessage Of(IReadOnlyList<PagePicture> pictures, int pagesInDocument, IReadOnlyList<ContentPart> afterword)
    {
        List<ContentPart> parts = [];
        if (PartOfDocument(pictures, pagesInDocument) is { } hint)
        {
            parts.Add(new ContentPart.Text(hint));
        }

        return ChatMessage.User([.. parts, .. Shown(pictures, pagesInDocument), .. afterword]);
    }

    /// <summary>The pictures, each after its caption and words.</summary>
    public static IEnumerable<ContentPart> Shown(IReadOnlyList<PagePicture> pictures, int pagesInDocument)
    {
        foreach (var picture in pictures)
        {
            yield return new ContentPart.Text(Caption(picture, pagesInDocument));
            if (picture.Words is { } words)
            {
                yield return new ContentPart.Text(words);
            }

            yield return new ContentPart.Picture(picture);
        }
    }

    /// <summary>A region of a page from near, after a line that says where it is.</summary>
    public static IReadOnlyList<ContentPart> Closer(PagePicture crop) =>
        [new ContentPart.Text($"A closer look at a part of page {crop.Page}, for the doubts below:"), new ContentPart.Picture(crop)];

    private static string Caption(PagePicture picture, int pagesInDocument) => picture.Parts == 1
        ? $"Page {picture.Page} of {pagesInDocument}:"
        : $"Page {picture.Page} of {pagesInDocument}, strip {picture.Part} of {picture.Parts} from the top; strips overlap, so a row may be seen twice:";

    /// <summary>Told to the model when it sees a part of the document only, so that it makes nothing up for the rest.</summary>
    private static string? PartOfDocument(IReadOnlyList<PagePicture> pictures, int pagesInDocument)
    {
        List<int> pages = [.. pictures.Select(picture => picture.Page).Distinct()];
        string named = pages.Count > 1 && pages[^1] - pages[0] + 1 == pages.Count ? $"{pages[0]} to {pages[^1]}" : string.Join(", ", pages);
        return pages.Count == pagesInDocument ? null
            : $"These are pages {named} of a document of {pagesInDocument} pages; the others are read apart. Give only what is printed on these pages, and every item row of them; what is not on them is null.";
    }
}
