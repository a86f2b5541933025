using System.Globalization;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>What keeps a document from being an invoice by EN 16931, by its business terms.</summary>
internal sealed class Gaps
{
    private const int MostLinesNamed = 5;

    private static readonly Dictionary<string, string> Names = new()
    {
        ["BT-1"] = "invoice number",
        ["BT-2"] = "invoice date",
        ["BT-3"] = "invoice type code",
        ["BT-5"] = "invoice currency code",
        ["BT-9"] = "payment due date or BT-20 payment terms",
        ["BT-20"] = "payment terms",
        ["BT-27"] = "seller name",
        ["BT-31"] = "seller VAT identifier",
        ["BT-40"] = "seller country code",
        ["BT-44"] = "buyer name",
        ["BT-48"] = "buyer VAT identifier",
        ["BT-55"] = "buyer country code",
        ["BT-72"] = "actual delivery date",
        ["BT-80"] = "deliver to country code",
        ["BT-92"] = "document level allowance amount",
        ["BT-95"] = "document level allowance VAT category code",
        ["BT-99"] = "document level charge amount",
        ["BT-102"] = "document level charge VAT category code",
        ["BT-109"] = "total without VAT",
        ["BT-110"] = "total VAT amount",
        ["BT-112"] = "total with VAT",
        ["BT-113"] = "paid amount",
        ["BT-114"] = "rounding amount",
        ["BT-115"] = "amount due for payment",
        ["BT-116"] = "VAT category taxable amount",
        ["BT-117"] = "VAT category tax amount",
        ["BT-119"] = "VAT category rate",
        ["BT-120"] = "VAT exemption reason text",
        ["BG-25"] = "invoice line",
        ["BT-129"] = "invoiced quantity",
        ["BT-130"] = "invoiced quantity unit of measure code",
        ["BT-131"] = "invoice line net amount",
        ["BT-136"] = "invoice line allowance amount",
        ["BT-146"] = "item net price",
        ["BT-149"] = "item price base quantity",
        ["BT-151"] = "invoiced item VAT category code",
        ["BT-152"] = "invoiced item VAT rate",
        ["BT-153"] = "item name",
    };

    private readonly List<(string Term, string Note, int? Line)> _found = [];

    public bool Any => _found.Count > 0;

    /// <param name="term">The business term that is missing, or wrong.</param>
    /// <param name="note">Why, where it is not just missing.</param>
    /// <param name="line">The line's number, from 1.</param>
    public void Add(string term, string note = "", int? line = null) => _found.Add((term, note, line));

    /// <summary>Notes an amount that has more than the two decimals that EN 16931 allows amounts.</summary>
    public void Check(string term, decimal amount, int? line = null)
    {
        if (decimal.Round(amount, 2) != amount)
        {
            Add(term, string.Create(CultureInfo.InvariantCulture, $"{amount} has more than two decimals"), line);
        }
    }

    /// <summary>All of them in one sentence, lines of the same gap together.</summary>
    public string Describe() => string.Join("; ", _found.GroupBy(gap => (gap.Term, gap.Note)).Select(gap =>
        $"{gap.Key.Term} {Names[gap.Key.Term]}{Lines([.. gap.Select(one => one.Line).OfType<int>()])}{(gap.Key.Note.Length > 0 ? $" ({gap.Key.Note})" : "")}"));

    private static string Lines(IReadOnlyList<int> lines) => lines.Count == 0 ? ""
        : $" of line{(lines.Count > 1 ? "s" : "")} {string.Join(", ", lines.Take(MostLinesNamed))}{(lines.Count > MostLinesNamed ? $" and {lines.Count - MostLinesNamed} more" : "")}";
}
