using DocExtract.Pages;
using DocExtract.Splitting;

namespace DocExtract.Tests;

internal static partial class Some
{
    /// <summary>The documents in a file whose pages are drawn as text.</summary>
    public static IReadOnlyList<DocumentPart> Parts(params string[] layouts) => PartsOf([.. layouts.Select((layout, i) => Page(layout, i + 1))]);

    public static IReadOnlyList<DocumentPart> PartsOf(params Page[] pages) => new DocumentSplitter(InstalledTypes).Split(Document(pages), CancellationToken.None);

    /// <summary>First and last pages, such as <c>1-2 3-3</c>.</summary>
    public static string Ranges(IEnumerable<DocumentPart> parts) => string.Join(' ', parts.Select(part => $"{part.FirstPage}-{part.LastPage}"));

    /// <summary>A whole invoice on one page.</summary>
    public static string InvoicePage(string number, string total, string seller = "Quillfeather Ltd", string date = "3 March 2026", string foot = "") =>
        $"""
         {seller}
         12 Candle Row, Mossbury

         INVOICE

         Invoice number: {number}      Invoice date: {date}

         Bill to: Harbour Office

         Description      Quantity     Unit price     Amount
         Blue ink         2            {total}        {total}

                                       Total EUR      {total}
         {foot}
         """;

    /// <summary>A till receipt, at most 40 characters wide.</summary>
    public static string Receipt(string shop, string number, string date, string total) =>
        $"""
         {shop}
         4 Thimble Lane
         RECEIPT
         Receipt no: {number}
         Date: {date}  10:15

         Oat biscuits          {total}

         TOTAL EUR             {total}
         Card                  {total}
         Thank you very much
         """;

    /// <summary>Two texts side by side, the second from a column on.</summary>
    public static string Beside(string left, string right, int column = 55)
    {
        string[] one = left.Split('\n'), other = right.Split('\n');
        return string.Join('\n', Enumerable.Range(0, Math.Max(one.Length, other.Length))
            .Select(i => (i < one.Length ? one[i].TrimEnd() : "").PadRight(column) + (i < other.Length ? other[i].TrimEnd() : "")));
    }
}
