using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Sources;

namespace DocExtract.Worker.Evaluation.Generated;

/// <summary>Prints an invented invoice: the same truth in another order of columns, with other signs and other places.</summary>
internal sealed class InvoicePainter(Dialect dialect, Random random)
{
    private readonly Sheet _sheet = new();
    private readonly bool _hasPositions = random.Next(2) == 0;
    private readonly bool _hasCode = random.Next(2) == 0;
    private readonly bool _taxLast = random.Next(3) == 0;
    private readonly int _sums = random.Next(2) == 0 ? 62 : 40;

    public Document Paint(JsonObject truth)
    {
        var words = dialect.Words;
        _sheet.Write((4, Text(truth["seller"]!["name"])));
        _sheet.Write((4, $"Harbour Lane {random.Next(1, 90)}, {dialect.Country}"));
        _sheet.Skip();
        _sheet.Write((4, words.Title));
        _sheet.Skip();
        _sheet.Write((4, words.Buyer), (64, $"{words.Number} {Text(truth["invoice_number"])}"));
        _sheet.Write((4, Text(truth["buyer"]!["name"])), (64, $"{words.Date} {Date(truth)}"));
        _sheet.Skip(2);
        Rows(truth);
        _sheet.Skip();
        if (!_taxLast)
        {
            Taxes(truth);
        }

        Sums(truth);
        if (_taxLast)
        {
            _sheet.Skip();
            Taxes(truth);
        }

        var source = SourceFile.Open("generated.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n"), new SourceLimits());
        return new Document(source, _sheet.Pages, []);
    }

    private void Rows(JsonObject truth)
    {
        var rows = truth["lines"]!.AsArray();
        bool discounts = rows.Any(row => row!["discount"] is not null);
        var names = dialect.Words.Columns;
        _sheet.Write([(10, names[0]), (-58, names[1]), (-76, names[2]), .. discounts ? [(-92, names[3])] : Nothing, (-112, names[4])]);
        foreach (var (i, row) in rows.Index())
        {
            _sheet.Write(
            [
                .. _hasPositions ? [(4, (i + 1).ToString(CultureInfo.InvariantCulture))] : Nothing,
                (10, Text(row!["description"])),
                (-58, dialect.PrintCount(Amount(row["quantity"]))),
                (-76, dialect.Print(Amount(row["unit_price"]))),
                .. row["discount"] is { } discount ? [(-92, dialect.Print(Amount(discount)))] : Nothing,
                (-112, dialect.Print(Amount(row["amount"]))),
            ]);
        }
    }

    private void Taxes(JsonObject truth)
    {
        if (truth["tax_breakdown"] is not JsonArray taxes)
        {
            return;
        }

        var names = dialect.Words.TaxColumns;
        _sheet.Write((-20, names[0]), (-44, names[1]), (-64, names[2]));
        foreach (var tax in taxes)
        {
            _sheet.Write((-20, $"{dialect.PrintCount(Amount(tax!["rate"]))} %"), (-44, dialect.Print(Amount(tax["base"]))), (-64, dialect.Print(Amount(tax["amount"]))));
        }

        _sheet.Skip();
    }

    private void Sums(JsonObject truth)
    {
        var words = dialect.Words;
        Sum(truth, "discount_total", words.Discount);
        Sum(truth, "charge_total", words.Charge);
        Sum(truth, "subtotal", words.Subtotal);
        Sum(truth, "tax_total", words.Tax);
        Sum(truth, "total", words.Total, hasCode: true);
        Sum(truth, "prepaid", words.Prepaid);
        Sum(truth, "rounding", words.Rounding);
        Sum(truth, "amount_due", words.Due, hasCode: true);
    }

    private void Sum(JsonObject truth, string field, string label, bool hasCode = false)
    {
        if (truth[field] is { } amount)
        {
            _sheet.Write((_sums, label), (-112, hasCode || _hasCode ? $"{dialect.Currency} {dialect.Print(Amount(amount))}" : dialect.Print(Amount(amount))));
        }
    }

    private string Date(JsonObject truth) =>
        DateOnly.ParseExact(Text(truth["invoice_date"]), "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString(dialect.Date, CultureInfo.InvariantCulture);

    private static (int, string)[] Nothing => [];

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static decimal Amount(JsonNode? node) => node!.GetValue<decimal>();
}
