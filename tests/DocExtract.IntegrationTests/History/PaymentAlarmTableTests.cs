using System.Globalization;
using System.Text.Json.Nodes;
using DocExtract.Worker.History;

namespace DocExtract.IntegrationTests.History;

/// <summary>What raises an alarm against a seller's accepted documents, and what does not.</summary>
public sealed class PaymentAlarmTableTests
{
    private const string British = "GB33BUKB20201555555555", OtherBritish = "GB94BARC10201530093459", German = "DE02120300000000202051", Greek = "GR1601101250000000012300695";

    [Theory]
    [InlineData("nothing known", "", British, "")]
    [InlineData("known account", British, British, "")]
    [InlineData("one of two known", British + " " + OtherBritish, OtherBritish, "")]
    [InlineData("first account of a known seller", "none none", British, "account-first warning")]
    [InlineData("changed", British, OtherBritish, "account-changed error")]
    [InlineData("no account named", British, null, "")]
    [InlineData("changed, and of another country", British, German, "account-changed error, account-country error")]
    [InlineData("new seller of another country", "", German, "account-country error")]
    [InlineData("of another country, accepted before", German, German, "")]
    public void Accounts(string why, string known, string? iban, string alarms)
    {
        var history = known.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((account, i) => new SellerDocument(i, account == "none" ? null : account, 100m, "EUR"));

        Assert.True(alarms == Alarms(iban, 100m, "EUR", "GB980780684", [.. history]), why);
    }

    [Theory]
    [InlineData("GB980780684", British, "")]
    [InlineData("XI110305878", British, "")]
    [InlineData("EL094259216", Greek, "")]
    [InlineData("EL094259216", German, "account-country error")]
    [InlineData("12-3456789", German, "")]
    [InlineData("GB980780684", "D", "")]
    [InlineData(null, German, "")]
    public void The_letters_of_tax_ids_and_accounts_that_mean_one_country_agree(string? vatId, string iban, string alarms) =>
        Assert.Equal(alarms, Alarms(iban, 100m, "EUR", vatId));

    [Theory]
    [InlineData("100 110 120 130 140", 600, "EUR", "amount-unusual error")] // exactly 5 times the median
    [InlineData("100 110 120 130 140", 599, "EUR", "")]
    [InlineData("100 110 120 130 140", 23, "EUR", "amount-unusual error")] // less than a fifth
    [InlineData("100 110 120 130 140", 25, "EUR", "")]
    [InlineData("100 110 120 130", 60000, "EUR", "")] // too few documents
    [InlineData("100 110 120 130 140", 60000, "USD", "")] // another currency
    [InlineData("10 100 1000 10000 100000", 60000, "EUR", "")] // a seller whose amounts spread
    [InlineData("120 120 120 120 120", 480, "EUR", "")] // all alike: the factor still counts
    [InlineData("120 120 120 120 120", 12000, "EUR", "amount-unusual error")]
    [InlineData("100 110 120 130 140", -60000, "EUR", "")] // a credit note
    public void Amounts(string known, int total, string currency, string alarms)
    {
        var history = known.Split(' ').Select((amount, i) => new SellerDocument(i, null, decimal.Parse(amount, CultureInfo.InvariantCulture), "EUR"));

        Assert.Equal(alarms, Alarms(null, total, currency, null, [.. history]));
    }

    private static string Alarms(string? iban, decimal total, string currency, string? vatId, params SellerDocument[] history)
    {
        var data = new JsonObject
        {
            ["invoice_number"] = "2026-0042",
            ["iban"] = iban,
            ["total"] = total,
            ["currency"] = currency,
            ["seller"] = new JsonObject { ["name"] = "Birchwood Paper Ltd", ["vat_id"] = vatId },
        };
        var alarms = PaymentAlarms.Judge(Identity.Of(data), SellerCountry.Of(data), history, new HistoryOptions());
        return string.Join(", ", alarms.Select(alarm => $"{alarm.Rule} {alarm.Severity.ToString().ToLowerInvariant()}"));
    }
}
