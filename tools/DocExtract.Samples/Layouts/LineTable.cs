using System.Globalization;
using DocExtract.Samples.Drawing;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.Layouts;

/// <summary>Draws the rows: wraps descriptions, repeats the header and carries the sum forward over pages.</summary>
internal sealed class LineTable(Invoice invoice, double bottom)
{
    private const double Size = 8.5;
    private const double Leading = 11;
    private const double Padding = 4;
    private const double HeaderHeight = 18;

    private readonly List<(Column Column, double X0, double X1)> _columns = Place(invoice.Look.Columns);

    private Look Look => invoice.Look;

    /// <summary>Draws from <paramref name="y"/> on; gives the lower edge. <paramref name="sheet"/> becomes the last page.</summary>
    public double Draw(ref Sheet sheet, double y, Func<(Sheet Sheet, double Y)> next)
    {
        y = Header(sheet, y);
        decimal carried = 0;
        foreach (var (line, index) in invoice.Lines.Select((line, index) => (line, index)))
        {
            var description = Wrapping.Wrap(line.Description, DescriptionWidth, Size, Look.Regular);
            double height = (description.Count * Leading) + Padding;
            if (y + height + Leading + Padding > bottom)
            {
                Carry(sheet, y, carried);
                (sheet, y) = next();
                y = Carry(sheet, Header(sheet, y), carried);
            }

            Row(sheet, y, height, line, index, description);
            y += height;
            carried += line.Amount;
        }

        sheet.Line(InvoiceLayout.Left, y, InvoiceLayout.Right, y, 0.8, Look.Accent);
        return y;
    }

    private double DescriptionWidth => _columns.Where(placed => placed.Column == Column.Description).Select(placed => placed.X1 - placed.X0 - 6).Single();

    private double Header(Sheet sheet, double y)
    {
        bool filled = Look.Rules is Rules.Stripes or Rules.Grid;
        if (filled)
        {
            sheet.Fill(InvoiceLayout.Left, y, InvoiceLayout.Right - InvoiceLayout.Left, HeaderHeight, Look.Rules == Rules.Stripes ? Look.Accent : Colour.Pale);
        }

        foreach (var (column, x0, x1) in _columns)
        {
            Cell(sheet, column, x0, x1, y + 12, Label(column), Look.Bold, Look.Rules == Rules.Stripes ? Colour.White : null);
            Grid(sheet, x0, x1, y, HeaderHeight);
        }

        if (!filled)
        {
            sheet.Line(InvoiceLayout.Left, y + HeaderHeight, InvoiceLayout.Right, y + HeaderHeight, 0.8, Look.Accent);
        }

        return y + HeaderHeight;
    }

    private void Row(Sheet sheet, double y, double height, InvoiceLine line, int index, IReadOnlyList<string> description)
    {
        if (Look.Rules == Rules.Stripes && index % 2 == 1)
        {
            sheet.Fill(InvoiceLayout.Left, y, InvoiceLayout.Right - InvoiceLayout.Left, height, Colour.Pale);
        }

        foreach (var (column, x0, x1) in _columns)
        {
            Grid(sheet, x0, x1, y, height);
            if (column == Column.Description)
            {
                sheet.Block(x0 + 3, y + Leading - 0.5, description, Size, Look.Regular, leading: Leading / Size);
            }
            else
            {
                Cell(sheet, column, x0, x1, y + Leading - 0.5, Value(column, line, index), Look.Regular);
            }
        }

        if (Look.Rules == Rules.Rows)
        {
            sheet.Line(InvoiceLayout.Left, y + height, InvoiceLayout.Right, y + height, 0.3, Colour.Grey);
        }
    }

    private double Carry(Sheet sheet, double y, decimal sum)
    {
        double right = _columns[^1].X0 - 6;
        sheet.TextRight(right, y + Leading + 1, invoice.Language.Words.Carried, Size, Look.Bold);
        sheet.TextRight(_columns[^1].X1 - 3, y + Leading + 1, invoice.Language.Number(sum), Size, Look.Bold);
        return y + Leading + Padding;
    }

    private void Grid(Sheet sheet, double x0, double x1, double y, double height)
    {
        if (Look.Rules == Rules.Grid)
        {
            sheet.Frame(x0, y, x1 - x0, height, 0.4, Colour.Grey);
        }
    }

    private static void Cell(Sheet sheet, Column column, double x0, double x1, double y, string text, Face face, Colour? colour = null)
    {
        if (column is Column.Position or Column.Item or Column.Description or Column.Unit)
        {
            sheet.Text(x0 + 3, y, text, Size, face, colour);
        }
        else
        {
            sheet.TextRight(x1 - 3, y, text, Size, face, colour);
        }
    }

    private string Value(Column column, InvoiceLine line, int index) => column switch
    {
        Column.Position => (index + 1).ToString(CultureInfo.InvariantCulture),
        Column.Item => line.ItemNumber ?? "",
        Column.Quantity => invoice.Language.Quantity(line.Quantity),
        Column.Unit => line.Unit ?? "",
        Column.UnitPrice => invoice.Language.Number(line.UnitPrice),
        Column.Discount => line.Discount == 0 ? "" : invoice.Language.Number(line.Discount),
        Column.Rate => invoice.Language.Percent(line.TaxRate),
        Column.Amount => invoice.Language.Number(line.Amount),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    private string Label(Column column)
    {
        var words = invoice.Language.Words;
        return column switch
        {
            Column.Position => words.Position,
            Column.Item => words.Item,
            Column.Description => words.Description,
            Column.Quantity => words.Quantity,
            Column.Unit => words.Unit,
            Column.UnitPrice => words.UnitPrice,
            Column.Discount => words.Discount,
            Column.Rate => words.Rate,
            Column.Amount => words.Amount,
            _ => throw new ArgumentOutOfRangeException(nameof(column)),
        };
    }

    private static List<(Column Column, double X0, double X1)> Place(IReadOnlyList<Column> columns)
    {
        double rest = InvoiceLayout.Right - InvoiceLayout.Left - columns.Sum(WidthOf);
        double x = InvoiceLayout.Left;
        List<(Column, double, double)> placed = [];
        foreach (var column in columns)
        {
            double width = column == Column.Description ? rest : WidthOf(column);
            placed.Add((column, x, x + width));
            x += width;
        }

        return placed;
    }

    private static double WidthOf(Column column) => column switch
    {
        Column.Position => 28,
        Column.Item => 64,
        Column.Description => 0,
        Column.Quantity => 48,
        Column.Unit => 44,
        Column.UnitPrice => 70,
        Column.Discount => 56,
        Column.Rate => 44,
        Column.Amount => 74,
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };
}
