using System.Text.Json.Nodes;

namespace DocExtract.Worker.Evaluation.Generated;

/// <summary>
/// The amounts of an invented invoice, every one of which follows from its rows: discounts, charges, several rates, prices with or
/// without tax, prepayments, cash rounding. It is the truth that a reading is held against.
/// </summary>
internal sealed class Ledger(Dialect dialect, Random random)
{
    private static readonly string[] Goods =
        ["Rope", "Lantern", "Anchor", "Bucket", "Ladder", "Kettle", "Brush", "Shelf", "Crate", "Pulley", "Tarpaulin", "Whistle", "Compass", "Barrel", "Funnel", "Trowel"];

    private static readonly string[] Kinds = ["oak", "steel", "blue", "small", "folding", "brass", "coarse", "round", "spare", "deluxe"];
    private static readonly string[] Sellers = ["Gullhaven Chandlers", "Thistledown Supplies", "Copperbeck Trading", "Marshlight Hardware", "Fernhollow Tools"];
    private static readonly string[] Buyers = ["Quillbrook Schools", "Ambergate Hotels", "Stonecross Farms", "Willowmere Clinics"];

    public JsonObject Make()
    {
        bool withTax = random.Next(4) == 0;
        var used = dialect.Rates.Take(1 + random.Next(dialect.Rates.Count)).ToList();
        var lines = Enumerable.Range(0, Rows()).Select(_ => Line(used[random.Next(used.Count)])).ToList();
        decimal charge = random.Next(4) == 0 ? Round(random.Next(300, 4000) / 100m) : 0;
        var sums = used.ToDictionary(rate => rate, rate => lines.Where(line => line.Rate == rate).Sum(line => line.Amount));
        decimal most = sums.Values.Max();
        decimal main = sums.First(sum => sum.Value == most).Key;
        decimal discount = random.Next(4) == 0 ? Round(most * random.Next(2, 15) / 100m) : 0;
        sums[main] += charge - discount;

        var taxes = sums.Where(sum => sum.Value > 0).Select(sum => Tax(sum.Key, sum.Value, withTax)).ToList();
        decimal subtotal = taxes.Sum(tax => tax.Base);
        decimal total = subtotal + taxes.Sum(tax => tax.Amount);
        decimal prepaid = random.Next(4) == 0 ? Round(total * random.Next(10, 60) / 100m) : 0;
        decimal rounding = dialect.Coin is { } coin && random.Next(2) == 0 ? (Math.Round((total - prepaid) / coin) * coin) - (total - prepaid) : 0;
        var truth = Header();
        truth["lines"] = new JsonArray([.. lines.Select(line => (JsonNode)line.ToJson())]);
        Put(truth, "discount_total", discount);
        Put(truth, "charge_total", charge);
        truth["subtotal"] = subtotal;
        if (taxes.Count > 1 || random.Next(2) == 0)
        {
            truth["tax_breakdown"] = new JsonArray(
                [.. taxes.Select(tax => (JsonNode)new JsonObject { ["rate"] = tax.Rate, ["base"] = tax.Base, ["amount"] = tax.Amount })]);
        }

        truth["tax_total"] = taxes.Sum(tax => tax.Amount);
        truth["total"] = total;
        Put(truth, "prepaid", prepaid);
        Put(truth, "rounding", rounding);
        if (prepaid != 0 || rounding != 0 || random.Next(3) == 0)
        {
            truth["amount_due"] = total - prepaid + rounding;
        }

        return truth;
    }

    /// <summary>Most invoices are short.</summary>
    private int Rows() => random.Next(3) == 0 ? random.Next(1, 41) : random.Next(1, 9);

    private Row Line(decimal rate)
    {
        decimal quantity = random.Next(6) == 0 ? random.Next(1, 80) / 4m : random.Next(1, random.Next(3) == 0 ? 200 : 12);
        decimal price = Round(random.Next(3) == 0 ? random.Next(5_000, 250_000) / 100m : random.Next(25, 9_000) / 100m);
        price = price == 0 ? 1 : price;
        decimal gross = Round(quantity * price);
        decimal discount = random.Next(8) == 0 ? Round(gross * random.Next(3, 20) / 100m) : 0;
        string name = $"{Goods[random.Next(Goods.Length)]}, {Kinds[random.Next(Kinds.Length)]}";
        return new Row(name, quantity, price, discount, rate, gross - discount);
    }

    private (decimal Rate, decimal Base, decimal Amount) Tax(decimal rate, decimal sum, bool withTax) => withTax
        ? (rate, Round(sum / (1 + (rate / 100))), sum - Round(sum / (1 + (rate / 100))))
        : (rate, sum, Round(sum * rate / 100));

    private JsonObject Header() => new()
    {
        ["invoice_number"] = $"{(char)('A' + random.Next(26))}{(char)('A' + random.Next(26))}-{random.Next(10_000, 99_999)}",
        ["invoice_date"] = new DateOnly(2025, 1, 13).AddDays(random.Next(300)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["currency"] = dialect.Currency,
        ["seller"] = new JsonObject { ["name"] = $"{Sellers[random.Next(Sellers.Length)]} Ltd" },
        ["buyer"] = new JsonObject { ["name"] = $"{Buyers[random.Next(Buyers.Length)]} Ltd" },
    };

    private decimal Round(decimal amount) => Math.Round(amount, dialect.Decimals, MidpointRounding.AwayFromZero);

    private static void Put(JsonObject truth, string field, decimal amount)
    {
        if (amount != 0)
        {
            truth[field] = amount;
        }
    }

    private sealed record Row(string Name, decimal Quantity, decimal Price, decimal Discount, decimal Rate, decimal Amount)
    {
        public JsonObject ToJson()
        {
            var row = new JsonObject { ["description"] = Name, ["quantity"] = Quantity, ["unit_price"] = Price };
            Put(row, "discount", Discount);
            row["amount"] = Amount;
            return row;
        }
    }
}
