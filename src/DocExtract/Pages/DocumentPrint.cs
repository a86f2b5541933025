using System.Security.Cryptography;
using System.Text;

namespace DocExtract.Pages;

/// <summary>What a document is recognised by when it comes again in another file.</summary>
/// <param name="Words">
/// SHA-256 of the words of its text layer, folded and in no order, so that the same invoice printed to another PDF has the same;
/// null where some page has no text layer, or hardly any words.
/// </param>
/// <param name="Pages">For each page without a text layer its <see cref="PageHash"/>; empty for others.</param>
public sealed record DocumentPrint(string? Words, IReadOnlyList<string> Pages)
{
    /// <summary>Fewer words say nothing: a cover, a stamp.</summary>
    private const int FewestWords = 20;

    private const double Dpi = 50;

    /// <summary>Of a document without pages (bare XML).</summary>
    public static readonly DocumentPrint None = new(null, []);

    /// <summary>Draws the pages that have no text layer; their words are read for everything else, too.</summary>
    public static DocumentPrint Of(Document document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var words = document.Pages.Select(page => page.ReadWords(cancellationToken)).ToList();
        bool isDigital = words.TrueForAll(page => page.All(word => word.Source == WordSource.TextLayer));
        return new DocumentPrint(
            isDigital && words.Sum(page => page.Count) >= FewestWords ? HashOf(words.SelectMany(page => page)) : null,
            [.. document.Pages.Zip(words, (page, read) => read.Any(word => word.Source == WordSource.Ocr) ? PageHash.Of(page.Render(Dpi, cancellationToken)) : "")]);
    }

    /// <summary>Whether all pages have the same words.</summary>
    public bool HasWordsOf(DocumentPrint other) => Words is not null && Words == other?.Words;

    /// <summary>Whether every page looks like the other's; false where there is no picture to tell by.</summary>
    public bool LooksLike(DocumentPrint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Pages.Count > 0 && Pages.Count == other.Pages.Count
            && Pages.Zip(other.Pages).All(pair => PageHash.Distance(pair.First, pair.Second) <= PageHash.Near);
    }

    private static string HashOf(IEnumerable<Word> words)
    {
        var squeezed = words.Select(word => Folding.Squeeze(word.Text)).Where(word => word.Length > 0).Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', squeezed))));
    }
}
