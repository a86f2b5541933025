using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.History;

/// <summary>What does not fit what a seller sent before.</summary>
public sealed class PaymentAlarmTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private const string Known = ""","iban":"GB33BUKB20201555555555" """, Other = ""","iban":"GB94BARC10201530093459" """;

    [Fact]
    public async Task A_changed_account_goes_to_a_person_and_keeps_doing_so_until_it_is_accepted()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        await Some.StoreAsync(store, Invoice(1, Known));
        await Some.StoreAsync(store, Invoice(2, Known));

        await Some.StoreAsync(store, Invoice(3, Other));
        long fourth = await Some.StoreAsync(store, Invoice(4, Other));

        Assert.Equal("needs_review", await database.ScalarAsync<string>($"select status from docextract.documents where id = {fourth}"));
        Assert.StartsWith(
            "The account GB94BARC10201530093459 is new: the 2 accepted documents of Birchwood Paper Ltd had GB33BUKB20201555555555",
            await database.ScalarAsync<string>($"select message from report.payment_alarms where id = {fourth} and alarm = 'account-changed'"),
            StringComparison.Ordinal);
        Assert.Equal(2, (await database.ReportAsync("payment_alarms", "id")).Count);
    }

    [Fact]
    public async Task A_new_sellers_first_account_is_no_alarm_and_a_known_sellers_first_is_told()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        long firstOfNew = await Some.StoreAsync(store, Some.AcceptedInvoice("A-1", file: "x", more: Known, seller: "Ashgrove Tools GmbH"));
        await Some.StoreAsync(store, Invoice(1, ""));

        long second = await Some.StoreAsync(store, Invoice(2, Known));

        Assert.Equal(0L, await database.ScalarAsync<long>($"select count(*) from report.payment_alarms where id = {firstOfNew}"));
        Assert.Equal("warning", await database.ScalarAsync<string>($"select severity from report.payment_alarms where id = {second} and alarm = 'account-first'"));
        Assert.Equal("accepted", await database.ScalarAsync<string>($"select status from docextract.documents where id = {second}"));
    }

    [Fact]
    public async Task An_account_of_another_country_than_the_sellers_tax_id_goes_to_a_person()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var foreign = Some.AcceptedInvoice(more: Known);
        foreign.Data["seller"]!["vat_id"] = "DE136695976";

        long id = await Some.StoreAsync(new DocumentStore(database.Source), foreign);

        Assert.Equal(
            "The account GB33BUKB20201555555555 is of GB, but the seller is of DE, as the tax identifier DE136695976 says.",
            await database.ScalarAsync<string>($"select message from report.payment_alarms where id = {id} and severity = 'error'"));
    }

    [Fact]
    public async Task An_amount_far_above_the_sellers_others_goes_to_a_person_with_the_numbers_and_usual_ones_do_not()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        var store = new DocumentStore(database.Source);
        foreach (var (i, total) in new[] { 95m, 240m, 110m, 130m, 400m, 180m }.Index())
        {
            await Some.StoreAsync(store, Some.AcceptedInvoice($"U-{i}xx", $"2026-01-1{i}", total, $"u{i}"));
        }

        long high = await Some.StoreAsync(store, Some.AcceptedInvoice("H-100", "2026-02-01", 18000m, "h"));
        long usual = await Some.StoreAsync(store, Some.AcceptedInvoice("H-101", "2026-02-02", 610m, "h2"));

        string? message = await database.ScalarAsync<string>($"select message from report.payment_alarms where id = {high} and alarm = 'amount-unusual'");
        Assert.Contains("18,000.00 EUR is", message, StringComparison.Ordinal);
        Assert.Contains("6 accepted documents", message, StringComparison.Ordinal);
        Assert.Contains("the lowest 95.00 EUR, the highest 400.00 EUR", message, StringComparison.Ordinal);
        Assert.Equal("accepted", await database.ScalarAsync<string>($"select status from docextract.documents where id = {usual}"));
    }

    private static Extraction Invoice(int i, string more) => Some.AcceptedInvoice($"N-{i}000", $"2026-03-0{i}", 100m + i, $"file {i}", more);
}
