using DocExtract.Evidence;
using DocExtract.Pages;

namespace DocExtract.Worker.Drawing;

/// <summary>The boxes that belong to an extraction.</summary>
internal static class ExtractionMarks
{
    /// <summary>Item rows, and on them the places of the values.</summary>
    /// <param name="extraction">What was found.</param>
    /// <param name="page">Number of the page, from 1.</param>
    /// <param name="kind">How the value of a JSON Pointer is shown.</param>
    public static IEnumerable<Mark> Values(Extraction extraction, int page, Func<string, MarkKind> kind)
    {
        var places = extraction.Evidence.Where(place => place.Page == page && place.Box is not null).ToList();
        var rows = places.Where(place => RowOf(place) is not null).GroupBy(place => RowOf(place)!.Value);
        return
        [
            .. rows.Select(row => new Mark(
                row.Select(place => place.Box!.Value).Aggregate((all, box) => all.Union(box)), MarkKind.Row, $"row {row.Key + 1}", "")),
            .. places.GroupBy(place => place.Box!.Value).Select(same => Value(same.Key, [.. same], kind)),
        ];
    }

    /// <summary>The box of a document that shares its page with others.</summary>
    public static IEnumerable<Mark> Part(Extraction extraction, int page) => extraction.Place is { Box: { } box } place && place.FirstPage == page
        ? [new Mark(box, MarkKind.Row, $"document {place.Part}", "")]
        : [];

    /// <summary>The words of a page.</summary>
    public static IEnumerable<Mark> Words(Page page, CancellationToken cancellationToken) => page.ReadWords(cancellationToken)
        .Select(word => new Mark(word.Box, word.Source == WordSource.Ocr ? MarkKind.OcrWord : MarkKind.Word, "", word.Text));

    /// <summary>Values that stand in the same place, such as a total that is also the amount due, share a box; the worst decides how it looks.</summary>
    private static Mark Value(Box box, IReadOnlyList<FieldEvidence> places, Func<string, MarkKind> kind) => new(
        box, places.Max(place => kind(place.Field)), string.Join(", ", places.Select(place => Label(place.Field))),
        string.Join("\n", places.Select(Title)));

    /// <summary>Index of the item row that a value belongs to.</summary>
    private static int? RowOf(FieldEvidence place) =>
        place.Field.Split('/') is ["", "lines", var row, ..] && int.TryParse(row, out int index) ? index : null;

    /// <summary>The field's name; of a cell the column's alone, since its row is drawn.</summary>
    private static string Label(string pointer) => pointer.Split('/') is ["", "lines", _, .. var column]
        ? string.Join('.', column)
        : pointer.TrimStart('/').Replace('/', '.');

    private static string Title(FieldEvidence place) =>
        $"{place.Field}: {place.Text} (support {Math.Round(place.Support * 100)} %{(place.Support < FieldEvidence.Found ? ", not found" : "")})";
}
