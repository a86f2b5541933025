using System.Globalization;
using DocExtract.Samples.Drawing;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Layouts;

/// <summary>A till roll, 80 mm wide, in the printer's fixed-width letters.</summary>
internal sealed class ReceiptLayout(Receipt receipt, ReceiptWords words)
{
    private const double Width = 226;
    private const double Margin = 12;
    private const double Size = 9;
    private const double Leading = 12;

    private readonly List<Action<Sheet, double>> _lines = [];

    public Sheet Draw()
    {
        Head();
        Rows();
        Sums();
        Tail();
        var sheet = new Sheet(Width, (_lines.Count * Leading) + 44);
        for (int index = 0; index < _lines.Count; index++)
        {
            _lines[index](sheet, 30 + (index * Leading));
        }

        return sheet;
    }

    private void Head()
    {
        Centred(receipt.Seller.Name, Face.MonoBold);
        foreach (string line in receipt.Seller.Address)
        {
            Centred(line);
        }

        Optional(receipt.Seller.Phone, phone => Centred($"{words.Phone} {phone}"));
        Optional(receipt.Seller.VatId, id => Centred($"{words.VatId} {id}"));
        Blank();
        Pair($"{words.Receipt} {receipt.Number}", "");
        Pair(receipt.Language.Date(DateOnly.FromDateTime(receipt.At)), receipt.At.ToString("HH:mm", CultureInfo.InvariantCulture));
        Rule();
    }

    private void Rows()
    {
        foreach (var line in receipt.Lines)
        {
            if (line.Quantity == 1)
            {
                Pair(line.Description, receipt.Language.Number(line.Amount));
            }
            else
            {
                Pair(line.Description, "");
                Pair($"  {receipt.Language.Quantity(line.Quantity)} x {receipt.Language.Number(line.UnitPrice)}", receipt.Language.Number(line.Amount));
            }
        }

        if (receipt.Discount is { } discount)
        {
            Pair(discount.Label, receipt.Language.Number(-discount.Amount));
        }

        Rule();
    }

    private void Sums()
    {
        Pair(words.Net, receipt.Language.Number(receipt.Subtotal));
        Pair($"{words.Tax} {receipt.Language.Percent(receipt.TaxRate)}", receipt.Language.Number(receipt.TaxTotal));
        Optional(receipt.Tip, tip => Pair(words.Tip, receipt.Language.Number(tip)));
        Pair($"{words.Total} {receipt.Currency}", receipt.Language.Number(receipt.Total), Face.MonoBold);
        Rule();
    }

    private void Tail()
    {
        Pair(receipt.PaymentMethod, receipt.Language.Number(receipt.Tendered ?? receipt.Total));
        Optional(receipt.Change, change => Pair(words.Change, receipt.Language.Number(change)));
        Blank();
        foreach (string line in receipt.Closing)
        {
            Centred(line);
        }
    }

    private static void Optional<T>(T? value, Action<T> draw)
    {
        if (value is not null)
        {
            draw(value);
        }
    }

    private static void Optional(decimal? value, Action<decimal> draw)
    {
        if (value is { } amount)
        {
            draw(amount);
        }
    }

    private void Centred(string text, Face face = Face.Mono) =>
        _lines.Add((sheet, y) => sheet.TextCentred(Width / 2, y, text, face == Face.MonoBold ? Size + 2 : Size, face));

    private void Pair(string left, string right, Face face = Face.Mono) => _lines.Add((sheet, y) =>
    {
        sheet.Text(Margin, y, left, Size, face);
        sheet.TextRight(Width - Margin, y, right, Size, face);
    });

    private void Blank() => _lines.Add((_, _) => { });

    private void Rule() => _lines.Add((sheet, y) => sheet.Line(Margin, y - 4, Width - Margin, y - 4, 0.8));
}

/// <summary>The words on a till roll.</summary>
internal sealed record ReceiptWords(string Receipt, string Phone, string VatId, string Net, string Tax, string Tip, string Total, string Change);
