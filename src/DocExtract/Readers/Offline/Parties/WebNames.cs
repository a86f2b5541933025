using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Parties;

/// <summary>The names that a document's web and mail addresses bear: "example" of www.example.com and of info@example.com.</summary>
internal sealed class WebNames(Sheet sheet)
{
    private const int Shortest = 5;

    private readonly HashSet<string> _domains = [.. sheet.Rows.SelectMany(row => row.Tokens).Select(token => Domain(token.Text)).Where(name => name.Length >= Shortest)];

    /// <summary>Whether a printed name is an address's, whole or but for what follows it ("example" of example-group.com).</summary>
    public bool Bear(Segment segment) => segment.Length <= 6 && !PartyWords.HasContact(segment.Text) && IsBorne(segment.Key);

    private bool IsBorne(string key) => key.Length >= Shortest
        && _domains.Any(domain => key == domain || domain.StartsWith(key, StringComparison.Ordinal) || (key.StartsWith(domain, StringComparison.Ordinal) && key.Length < domain.Length + 8));

    private static string Domain(string text)
    {
        int at = text.LastIndexOf('@');
        int web = text.IndexOf("www.", StringComparison.OrdinalIgnoreCase);
        string host = at >= 0 ? text[(at + 1)..] : web >= 0 ? text[(web + 4)..] : "";
        var labels = host.Split('/')[0].Split('.', StringSplitOptions.RemoveEmptyEntries);
        return labels.Length < 2 ? "" : Folding.Squeeze(labels.Length > 2 && labels[^2].Length > 3 ? labels[^2] : labels[0]);
    }
}
