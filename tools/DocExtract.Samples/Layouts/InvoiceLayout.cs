using System.Globalization;
using DocExtract.Samples.Drawing;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Layouts;

/// <summary>Draws an invoice: head, table over as many pages as it needs, totals, notes, footers.</summary>
internal abstract class InvoiceLayout(Invoice invoice)
{
    public const double Left = 50;
    public const double Right = 545;

    private const double NoteSize = 8.5;

    private readonly List<Sheet> _sheets = [];

    protected Invoice Invoice => invoice;

    protected InvoiceWords Words => invoice.Language.Words;

    protected Look Look => invoice.Look;

    /// <summary>The lowest baseline above the footer.</summary>
    protected virtual double Bottom => 740;

    protected string Title => invoice.IsCreditNote ? Words.CreditNote : Words.Invoice;

    /// <summary>Label and value of what an invoice is known by.</summary>
    protected IReadOnlyList<(string Label, string Value)> Facts =>
        [.. new (string Label, string? Value)[]
            {
                (Words.Number, invoice.Number),
                (Words.Date, invoice.Language.Date(invoice.Date)),
                (Words.Delivered, invoice.Delivered is { } delivered ? invoice.Language.Date(delivered) : null),
                (Words.Order, invoice.OrderNumber),
                (Words.Due, invoice.Due is { } due ? invoice.Language.Date(due) : null),
            }
            .Where(fact => fact.Value is not null)
            .Select(fact => (fact.Label, fact.Value!))];

    public static InvoiceLayout Of(Invoice invoice) => invoice.Look.Arrangement switch
    {
        Arrangement.Window => new WindowLayout(invoice),
        Arrangement.Strip => new StripLayout(invoice),
        Arrangement.Band => new BandLayout(invoice),
        Arrangement.Plain => new PlainLayout(invoice),
        Arrangement.Order => new OrderLayout(invoice),
        _ => throw new ArgumentOutOfRangeException(nameof(invoice)),
    };

    public IReadOnlyList<Sheet> Draw()
    {
        var sheet = Add();
        double y = new LineTable(invoice, Bottom).Draw(ref sheet, Head(sheet), Continue);
        var totals = new TotalsBlock(invoice);
        if (y + totals.Height + NotesHeight() > Bottom)
        {
            (sheet, y) = Continue();
        }

        Notes(sheet, totals.Draw(sheet, y + 14) + 18);
        for (int index = 0; index < _sheets.Count; index++)
        {
            Foot(_sheets[index]);
            if (_sheets.Count > 1)
            {
                string page = string.Format(CultureInfo.InvariantCulture, Words.Page, index + 1, _sheets.Count);
                _sheets[index].TextRight(Right, 825, page, 7.5, Look.Regular, Colour.Grey);
            }
        }

        return _sheets;
    }

    /// <summary>Draws everything above the table; gives where the table begins.</summary>
    protected abstract double Head(Sheet sheet);

    /// <summary>Draws what stands below on every page.</summary>
    protected abstract void Foot(Sheet sheet);

    /// <summary>Head of the second and later pages; gives where the table goes on.</summary>
    protected virtual double HeadAgain(Sheet sheet)
    {
        sheet.Text(Left, 60, invoice.Seller.Name, 10, Look.Bold);
        sheet.TextRight(Right, 60, $"{Words.Number} {invoice.Number}", 9, Look.Regular);
        return 85;
    }

    protected IEnumerable<string> BuyerLines =>
        [invoice.Buyer.Name, .. invoice.Buyer.Address, .. Labelled(Words.VatId, invoice.Buyer.VatId)];

    protected static IEnumerable<string> Labelled(string label, string? value, string separator = " ") => value is null ? [] : [$"{label}{separator}{value}"];

    protected IEnumerable<string> BankParts =>
        [.. Labelled(Words.Bank, invoice.Seller.Bank, ": "), .. Labelled("IBAN", invoice.Seller.IbanGrouped), .. Labelled("BIC", invoice.Seller.Bic)];

    protected IEnumerable<string> TaxParts =>
        [.. Labelled(Words.VatId, invoice.Seller.VatId), .. Labelled(Words.TaxNumber, invoice.Seller.TaxNumber), .. Labelled(Words.Registration, invoice.Seller.Registration)];

    protected IEnumerable<string> ContactParts =>
        [.. Labelled(Words.Phone, invoice.Seller.Phone), .. invoice.Seller.Email is { } email ? [email] : Array.Empty<string>()];

    private Sheet Add()
    {
        _sheets.Add(Sheet.A4());
        return _sheets[^1];
    }

    private (Sheet Sheet, double Y) Continue()
    {
        var sheet = Add();
        return (sheet, HeadAgain(sheet));
    }

    private IReadOnlyList<string> NoteLines =>
        [.. Labelled(Words.Terms, invoice.PaymentTerms, ": ").Concat(invoice.Notes)
            .SelectMany(note => Wrapping.Wrap(note, Right - Left, NoteSize, Look.Regular))];

    private double NotesHeight() => 18 + (NoteLines.Count * NoteSize * 1.4);

    private void Notes(Sheet sheet, double y) => sheet.Block(Left, y, NoteLines, NoteSize, Look.Regular, leading: 1.4);
}
