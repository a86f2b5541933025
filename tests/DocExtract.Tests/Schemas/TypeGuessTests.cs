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
        Assert.Equal(expected, Some.InstalledTypes.Guess(Some.Document(Some.Page(layout)), CancellationToken.None).Name);

    [Fact]
    public void Document_without_pages_is_an_invoice() =>
        Assert.Equal("invoice", Some.InstalledTypes.Guess(Some.Document(), CancellationToken.None).Name);
}
