namespace DocExtract.Worker.Evaluation.LongTables;

/// <summary>Draws a generated invoice, page by page.</summary>
internal sealed class TablePages
{
    private const double Left = 50, Text = 85, QuantityRight = 370, PriceRight = 455, AmountRight = 545;
    private const double FirstTop = 640, Top = 770, Bottom = 80, Foot = 40, Step = 13.5, WrapStep = 10.5;

    private readonly PlainPdf _pdf = new();
    private readonly TableInvoice _invoice;
    private readonly List<int> _rowsBefore = [];
    private double _y = FirstTop;

    private TablePages(TableInvoice invoice) => _invoice = invoice;

    private TableLayout Layout => _invoice.Layout;

    private TableWords Words => _invoice.Layout.Words;

    /// <param name="invoice">What is drawn.</param>
    /// <returns>The PDF, and for each of its pages how many rows stand on those before.</returns>
    public static (byte[] Pdf, IReadOnlyList<int> RowsBefore) Draw(TableInvoice invoice)
    {
        int pages = new TablePages(invoice).DrawAll(0)._pdf.Pages;
        var drawn = new TablePages(invoice).DrawAll(pages);
        return (drawn._pdf.ToBytes(), drawn._rowsBefore);
    }

    private TablePages DrawAll(int pages)
    {
        _pdf.NewPage();
        _rowsBefore.Add(0);
        DrawHead();
        DrawTitles();
        decimal sum = 0;
        foreach (var (index, row) in _invoice.Rows.Index())
        {
            if (_y < Bottom + Step)
            {
                TurnPage(pages, index, sum);
            }

            DrawRow(index + 1, row);
            sum += row.Amount;
        }

        if (_y < Bottom + (7 * Step))
        {
            TurnPage(pages, _invoice.Rows.Count, sum);
        }

        DrawTotals();
        DrawFoot(pages);
        return this;
    }

    private void DrawHead()
    {
        _pdf.Write(Left, 790, Words.Seller, 13);
        _pdf.Write(Left, 774, "4 Millrace Lane, 20417 Harrowby");
        _pdf.Write(Left, 735, Words.Title, 16);
        _pdf.Write(Left, 710, $"{Words.Number}: {_invoice.Number}");
        _pdf.Write(Left, 697, $"{Words.Date}: 14.03.2026");
        _pdf.Write(Left, 671, "Tollgate Joinery Works, 9 Quarry Street, Ashmere");
    }

    private void DrawTitles()
    {
        if (Layout.IsNumbered)
        {
            _pdf.Write(Left, _y, Words.Columns[0]);
        }

        _pdf.Write(Text, _y, Words.Columns[1]);
        _pdf.WriteTo(QuantityRight, _y, Words.Columns[2]);
        _pdf.WriteTo(PriceRight, _y, Words.Columns[3]);
        _pdf.WriteTo(AmountRight, _y, Words.Columns[4]);
        _y -= Step + 4;
    }

    private void DrawRow(int position, TableRow row)
    {
        if (Layout.IsNumbered)
        {
            _pdf.WriteTo(Left + 22, _y, $"{position}");
        }

        bool isWrapped = row.Description.EndsWith(Words.More, StringComparison.Ordinal);
        _pdf.Write(Text, _y, isWrapped ? row.Description[..^(Words.More.Length + 1)] : row.Description);
        _pdf.WriteTo(QuantityRight, _y, $"{row.Quantity}");
        _pdf.WriteTo(PriceRight, _y, Words.Show(row.Price));
        _pdf.WriteTo(AmountRight, _y, Words.Show(row.Amount));
        if (isWrapped)
        {
            _y -= WrapStep;
            _pdf.Write(Text, _y, Words.More);
        }

        _y -= Step;
    }

    private void TurnPage(int pages, int rowsBefore, decimal sum)
    {
        if (Layout.IsCarried)
        {
            _pdf.Write(Text, Bottom - Step, Words.Carried);
            _pdf.WriteTo(AmountRight, Bottom - Step, Words.Show(sum));
        }

        DrawFoot(pages);
        _pdf.NewPage();
        _rowsBefore.Add(rowsBefore);
        _y = Top;
        if (Layout.HasTitlesOnEachPage && rowsBefore < _invoice.Rows.Count)
        {
            DrawTitles();
        }

        if (Layout.IsCarried)
        {
            _pdf.Write(Text, _y, Words.Brought);
            _pdf.WriteTo(AmountRight, _y, Words.Show(sum));
            _y -= Step;
        }
    }

    private void DrawTotals()
    {
        _y -= Step;
        DrawSum(Words.Subtotal, Words.Show(_invoice.Subtotal));
        DrawSum($"{Words.Tax} {TableInvoice.Rate} %", Words.Show(_invoice.Tax));
        DrawSum(Words.Total, $"{Words.Currency} {Words.Show(_invoice.Total)}");
        if (Layout.IsCounted)
        {
            _pdf.Write(Text, _y - Step, $"{Words.Count}: {_invoice.Rows.Count}");
        }
    }

    private void DrawSum(string label, string amount)
    {
        _pdf.Write(330, _y, label);
        _pdf.WriteTo(AmountRight, _y, amount);
        _y -= Step;
    }

    private void DrawFoot(int pages)
    {
        if (Layout.HasPageNumbers)
        {
            _pdf.Write(270, Foot, $"{Words.Pages.Page} {_pdf.Pages} {Words.Pages.Of} {pages}", 8);
        }
    }
}
