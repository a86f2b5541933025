namespace DocExtract.Tests.Schemas;

public sealed class TypeGuessTests
{
    [Theory]
    [InlineData("INVOICE\nInvoice number: 5\nBill to: someone\nDue date: tomorrow\nTotal 12.00", "invoice")]
    [InlineData("Rechnung\nRechnungsnummer 5\nZahlbar bis 5.5.2024", "invoice")]
    [InlineData("CORNER STORE\nReceipt no 77\nTotal 5.00\nCash 10.00\nChange 5.00\nThank you", "receipt")]
    [InlineData("Kassenbon\nSumme 12,00\nBar 20,00\nRückgeld 8,00", "receipt")]
    [InlineData("Ticket de caisse\nTotal 12,00\nEspèces 20,00", "receipt")]
    [InlineData("Nothing that anybody knows", "invoice")]
    public void Type_is_told_from_the_words(string layout, string expected) =>
        Assert.Equal(expected, Some.InstalledTypes.Guess(Some.Document(Some.Page(layout)), CancellationToken.None).Schema.Name);

    [Theory]
    [InlineData("Statement date: 5 May 2026\nAccount number: 77\nPrevious balance 5.00\nCash or cheque\nChange of address: see over", "invoice")]
    [InlineData("BRIM FUEL\nInvoice number: 5\nPump 7   20.5 litre\nTotal 40.00\nVisa 40.00\nPoints awarded: 20\nPlease come again", "receipt")]
    public void What_is_owed_on_an_account_is_an_invoice_and_what_is_paid_at_a_pump_a_receipt(string layout, string expected) =>
        Assert.Equal(expected, Some.InstalledTypes.Guess(Some.Document(Some.Page(layout)), CancellationToken.None).Schema.Name);

    [Theory]
    [InlineData("Kassenbon\nSumme 12,00\nBar 20,00\nRückgeld 8,00", true, "'kassenbon'")]
    [InlineData("Nothing that anybody knows", false, "no word")]
    public void Reason_names_the_words_that_tell_the_type(string layout, bool isKnown, string words)
    {
        var choice = Some.InstalledTypes.Guess(Some.Document(Some.Page(layout)), CancellationToken.None);

        Assert.Equal(isKnown, choice.IsKnown);
        Assert.Contains(words, choice.Reason);
    }

    [Fact]
    public void Document_without_pages_is_an_invoice() =>
        Assert.Equal("invoice", Some.InstalledTypes.Guess(Some.Document(), CancellationToken.None).Schema.Name);
}
