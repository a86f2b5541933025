using System.Globalization;
using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Schemas;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>Wrong dates, numbers, parties, currency and account.</summary>
internal static class HeaderFaults
{
    private static readonly string[] Numbers = ["/invoice_number", "/receipt_number"];
    private static readonly string[] Currencies = ["EUR", "USD", "GBP", "CHF", "SEK", "PLN", "JPY", "MYR"];

    public static IEnumerable<Fault> Of(string document, JsonObject truth, Printed printed)
    {
        IEnumerable<Fault?> faults =
        [
            .. Dates(document, truth, "/invoice_date", ""), .. Dates(document, truth, "/date", ""), .. Dates(document, truth, "/due_date", ", due date"),
            .. Numbers.Select(field => OtherNumber(document, truth, field, printed)),
            .. Numbers.Select(field => Replaced(document, truth, field, new FaultKind("digit of the document's number", IsMoney: false), Digits.Changed)),
            PartiesSwapped(truth),
            Replaced(document, truth, "/currency", new FaultKind("currency changed", IsMoney: false), code => [.. Currencies.Where(other => other != code)]),
            Replaced(document, truth, "/iban", new FaultKind("digit of the IBAN", IsMoney: false), Digits.Changed),
        ];
        return faults.OfType<Fault>();
    }

    private static IEnumerable<Fault?> Dates(string document, JsonObject truth, string field, string which)
    {
        yield return Replaced(document, truth, field, new FaultKind($"wrong year{which}", IsMoney: false), text => Day(text) is { } day ? [Iso(day.AddYears(-1)), Iso(day.AddYears(1))] : []);
        yield return Replaced(
            document, truth, field, new FaultKind($"day and month swapped{which}", IsMoney: false),
            text => Day(text) is { Day: <= 12 } day && day.Day != day.Month ? [Iso(new DateOnly(day.Year, day.Day, day.Month))] : []);
    }

    private static Fault? OtherNumber(string document, JsonObject truth, string field, Printed printed) =>
        Replaced(document, truth, field, new FaultKind("another number as the document's", IsMoney: false), right =>
            [.. printed.Numbers.Where(number => Folding.Squeeze(number) is var other && Folding.Squeeze(right) is var own && !own.Contains(other) && !other.Contains(own))]);

    private static Fault? Replaced(string document, JsonObject truth, string field, FaultKind kind, Func<string, IReadOnlyList<string>> slip) =>
        FieldValue.Find(truth, field) is { } value && new Draw(document, kind.Name).Of(slip(value.AsText())) is { } wrong
            ? Lie.Text(kind, truth, value, wrong)
            : null;

    private static Fault? PartiesSwapped(JsonObject truth)
    {
        if (truth["seller"] is not JsonObject seller || truth["buyer"] is not JsonObject buyer
            || buyer["name"]?.GetValue<string>() is not { } name || name == seller["name"]?.GetValue<string>())
        {
            return null;
        }

        var data = truth.DeepClone().AsObject();
        (data["seller"], data["buyer"]) = (buyer.DeepClone(), seller.DeepClone());
        return new Fault(new FaultKind("seller and buyer swapped", IsMoney: false), "/seller", data, $"{seller["name"]} -> {name}");
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
