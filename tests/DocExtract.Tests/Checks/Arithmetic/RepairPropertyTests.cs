using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Pages;
using DocExtract.Schemas;
using FsCheck;
using FsCheck.Xunit;

namespace DocExtract.Tests.Checks.Arithmetic;

/// <summary>Whatever stands in an invoice and whatever is misread of it.</summary>
public sealed class RepairPropertyTests
{
    [Property(MaxTest = 300)]
    public void Proposal_is_the_printed_amount_of_the_field_that_is_wrong_and_stops_acceptance(PositiveInt seed)
    {
        var random = new Random(seed.Get);
        var (truth, page) = Invoice(random, 1 + random.Next(12));
        var wrong = Spoil(truth, random);

        foreach (var finding in Some.RepairsOf(wrong, Some.Document(page)))
        {
            Assert.Equal(Severity.Error, finding.Severity);
            Assert.Contains(page.TextLayer, word => word.Text == finding.Proposal!.Text);
            Assert.Equal(finding.Proposal!.Value, decimal.Parse(finding.Proposal.Text, CultureInfo.InvariantCulture));
            Assert.Equal(FieldValue.Find(truth, finding.Field)!.Value.AsDecimal(), finding.Proposal.Value);
        }
    }

    [Fact]
    public void Wrong_amount_among_3200_rows_is_found_quickly()
    {
        var (truth, page) = Invoice(new Random(7), 3200);
        decimal right = truth["lines"]![1600]!["amount"]!.GetValue<decimal>();
        truth["lines"]![1600]!["amount"] = right + 40;
        var document = Some.Document(page);
        var started = Stopwatch.StartNew();

        var finding = Assert.Single(Some.RepairsOf(truth, document));

        Assert.Equal(("/lines/1600/amount", right), (finding.Field, finding.Proposal!.Value));
        // A second or two on a machine of its own; trying every number in every row would take many minutes.
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    private static JsonObject Spoil(JsonObject truth, Random random)
    {
        var wrong = truth.DeepClone().AsObject();
        var fields = FieldValue.All(wrong).Where(field => field.AsDecimal() is not null).ToList();
        var field = fields[random.Next(fields.Count)];
        var others = fields.Select(other => other.AsDecimal()!.Value).ToList();
        decimal amount = random.Next(2) == 0 ? others[random.Next(others.Count)] : field.AsDecimal()!.Value + (random.Next(1, 5000) / 100m);
        field.Value.ReplaceWith(amount);
        return wrong;
    }

    private static (JsonObject Truth, Page Page) Invoice(Random random, int count)
    {
        var page = new StringBuilder("Invoice\n\nDescription            Quantity     Unit price      Amount\n");
        JsonArray lines = [];
        decimal subtotal = 0;
        for (int i = 0; i < count; i++)
        {
            decimal quantity = random.Next(1, 20);
            decimal price = random.Next(100, 9000) / 100m;
            lines.Add(new JsonObject { ["description"] = $"Item{i}", ["quantity"] = quantity, ["unit_price"] = price, ["amount"] = quantity * price });
            page.Append(CultureInfo.InvariantCulture, $"{$"Item{i}",-16}{quantity,15}{price,15:0.00}{quantity * price,15:0.00}\n");
            subtotal += quantity * price;
        }

        decimal tax = Math.Round(subtotal / 5, 2);
        page.Append(CultureInfo.InvariantCulture, $"\n{"Subtotal",46}{subtotal,15:0.00}\n{"VAT",46}{tax,15:0.00}\n{"Total",46}{subtotal + tax,15:0.00}\n");
        return (new JsonObject { ["lines"] = lines, ["subtotal"] = subtotal, ["tax_total"] = tax, ["total"] = subtotal + tax }, Some.Page(page.ToString()));
    }
}
