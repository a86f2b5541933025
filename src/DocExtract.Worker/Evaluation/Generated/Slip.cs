using System.Globalization;
using System.Text.Json.Nodes;
using DocExtract.Schemas;
using DocExtract.Worker.Evaluation.Faults;

namespace DocExtract.Worker.Evaluation.Generated;

/// <summary>One wrong amount in an otherwise truthful reading: a slip in its digits, or another number that is printed.</summary>
internal static class Slip
{
    private const string Elsewhere = "another printed number";

    private static readonly (string Pattern, string Name)[] Places =
    [
        ("/total", "total"), ("/subtotal", "subtotal"), ("/tax_total", "tax total"), ("/amount_due", "amount due"), ("/prepaid", "prepaid"),
        ("/discount_total", "discount"), ("/charge_total", "charge"), ("/rounding", "rounding"),
        ("/lines/*/amount", "row: amount"), ("/lines/*/quantity", "row: quantity"), ("/lines/*/unit_price", "row: unit price"), ("/lines/*/discount", "row: discount"),
        ("/tax_breakdown/*/amount", "tax row: amount"), ("/tax_breakdown/*/base", "tax row: base"), ("/tax_breakdown/*/rate", "tax row: rate"),
    ];

    private static readonly (string Name, Func<string, IReadOnlyList<string>> Of)[] Kinds =
    [
        ("digit changed", Digits.Changed), ("digits swapped", Digits.Swapped), ("decimal moved", Digits.Moved), ("separator misread", Digits.Misread),
        (Elsewhere, _ => []),
    ];

    /// <param name="truth">What is printed; not changed.</param>
    /// <param name="random">Tells which slip.</param>
    public static Fault In(JsonObject truth, Random random)
    {
        var places = Places.Where(place => FieldValue.Select(truth, place.Pattern).Any()).ToList();
        while (true)
        {
            var (pattern, name) = places[random.Next(places.Count)];
            var fields = FieldValue.Select(truth, pattern).ToList();
            var field = fields[random.Next(fields.Count)];
            var (slip, wrong) = Wrong(truth, field.AsDecimal()!.Value, random);
            if (wrong is { } amount)
            {
                var fault = Lie.Amount(new FaultKind(name, IsMoney: true, IsTotal: pattern == "/total"), truth, field, Digits.Of(amount));
                return fault with { Told = $"{slip}: {fault.Told}" };
            }
        }
    }

    private static (string Name, decimal? Amount) Wrong(JsonObject truth, decimal right, Random random)
    {
        var (name, slip) = Kinds[random.Next(Kinds.Length)];
        List<decimal> wrong =
        [
            .. name == Elsewhere
                ? FieldValue.All(truth).Select(other => other.AsDecimal()).OfType<decimal>()
                : slip(Printed(right)).Select(text => decimal.Parse(text, CultureInfo.InvariantCulture)),
        ];
        wrong.RemoveAll(amount => amount == right || amount == 0);
        return (name, wrong.Count > 0 ? wrong[random.Next(wrong.Count)] : null);
    }

    /// <summary>Whole numbers have no decimals to slip in.</summary>
    private static string Printed(decimal amount) => amount == decimal.Truncate(amount) ? amount.ToString("0", CultureInfo.InvariantCulture) : Digits.Of(amount);
}
