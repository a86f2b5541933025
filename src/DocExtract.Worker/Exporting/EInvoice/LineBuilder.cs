namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>The lines of what was read (BG-25), each with a quantity and a price that give its amount.</summary>
internal sealed class LineBuilder(decimal sign, VatOfDocument vat, Assumptions assumed, Gaps gaps)
{
    private const decimal Cent = 0.01m;

    /// <summary>Null where anything is missing.</summary>
    public InvoiceLine? Build(PrintedValues line, int number)
    {
        string? description = line.Text("description");
        string? unit = UnitOf(line, number);
        var rate = vat.RateOf(line, number);
        var amount = line.Amount("amount") * sign;
        decimal discount = line.Amount("discount") ?? 0, priceQuantity = line.Amount("price_quantity") ?? 1;
        Wanted("BT-153", description, number);
        Wanted("BT-131", amount, number);
        if (priceQuantity <= 0)
        {
            gaps.Add("BT-149", $"{VatOfDocument.Told(priceQuantity)} is not above 0", number);
            return null;
        }

        var (quantity, price) = QuantityAndPrice(line, amount + discount, priceQuantity);
        Wanted("BT-129", quantity, number);
        Wanted("BT-146", price, number);
        if (amount is not { } net || quantity is not { } many || price is not { } each)
        {
            return null;
        }

        gaps.Check("BT-131", net, number);
        gaps.Check("BT-136", discount, number);
        CheckProduct(net, many, each, priceQuantity, discount, number);
        return description is null || unit is null || rate is not { } percent ? null
            : new InvoiceLine(number, description, line.Text("item_number"), many, unit, each, priceQuantity == 1 ? null : priceQuantity, discount, percent, net);
    }

    /// <summary>
    /// One of the two follows from the other where only one is printed. A price below zero is a quantity below zero of a price above it (BR-27);
    /// where amounts change their sign, so does whichever of the two has one.
    /// </summary>
    private (decimal? Quantity, decimal? Price) QuantityAndPrice(PrintedValues line, decimal? gross, decimal priceQuantity)
    {
        var quantity = line.Amount("quantity");
        var price = line.Amount("unit_price");
        if (sign < 0)
        {
            (quantity, price) = quantity < 0 ? (-quantity, price) : price < 0 ? (quantity, -price) : (quantity, price);
        }

        quantity ??= price is null ? assumed.Quantity : price == gross && priceQuantity == 1 ? 1 : null;
        if (price is null && quantity is { } many && many != 0 && gross is { } sum)
        {
            decimal each = decimal.Round(sum * priceQuantity / many, 10);
            price = each * many == sum * priceQuantity ? each : null;
        }

        return price < 0 ? (-quantity, -price) : (quantity, price);
    }

    /// <summary>Within a cent, and within what rounding the printed price may have taken off.</summary>
    private void CheckProduct(decimal amount, decimal quantity, decimal price, decimal priceQuantity, decimal discount, int number)
    {
        decimal product = quantity * price / priceQuantity;
        decimal slack = Cent + Math.Abs(quantity / priceQuantity / 2 / Power(price.Scale));
        if (Math.Abs(product - discount - amount) <= slack)
        {
            return;
        }

        if (discount != 0 && Math.Abs(product - amount) <= slack)
        {
            gaps.Add("BT-136", "the amounts are those before the discounts, or the prices those after them", number);
        }
        else
        {
            gaps.Add("BT-131", $"quantity x price less the discount is {VatOfDocument.Told(decimal.Round(product - discount, 2))}, not {VatOfDocument.Told(amount)}", number);
        }
    }

    private string? UnitOf(PrintedValues line, int number)
    {
        string? printed = line.Text("unit");
        string? code = printed is null ? assumed["BT-130"] : assumed.UnitOf(printed) ?? UnitCodes.Of(printed);
        if (code is null)
        {
            gaps.Add("BT-130", printed is null ? "none is printed; --assume BT-130=C62 counts such lines by the piece" : $"\"{printed}\" is none that is known; --unit \"{printed}=CODE\"", number);
        }

        return code;
    }

    private void Wanted<T>(string term, T? value, int number)
    {
        if (value is null)
        {
            gaps.Add(term, "", number);
        }
    }

    private static decimal Power(int scale)
    {
        decimal power = 1;
        for (int i = 0; i < scale; i++)
        {
            power *= 10;
        }

        return power;
    }
}
