using DocExtract.Checks.Identifiers;

namespace DocExtract.Tests.Checks.Identifiers;

public sealed class BankIdentifierTests
{
    [Theory]
    [InlineData("DE02 1203 0000 0000 2020 51", null)]
    [InlineData("DE02 1203 0000 0000 2020 52", "check digits")]
    [InlineData("DE02 1203 0000 0000 2020", "has 22 letters and digits, not 20")]
    [InlineData("GB33BUKB20201555555555", null)]
    [InlineData("1234", "form")]
    public void Iban_has_its_countrys_length_and_check_digits(string iban, string? fault)
    {
        Assert.Equal(fault is null, Iban.Fault(iban) is null);
        Assert.Contains(fault ?? "", Iban.Fault(iban) ?? "");
    }

    [Theory]
    [InlineData("ZZMBDE99XXX", "DE02120300000000202051", null)]
    [InlineData("ZZMB DE 99", null, null)]
    [InlineData("ZZMBDE9", null, "form")]
    [InlineData("ZZMBQQ99", null, "QQ in it is no country")]
    [InlineData("ZZMBFR99", "DE02120300000000202051", "its bank is in FR")]
    [InlineData("ZZMBJE22", "GB33BUKB20201555555555", null)]
    public void Bic_has_its_form_and_the_country_of_the_account(string bic, string? iban, string? fault)
    {
        Assert.Equal(fault is null, Bic.Fault(bic, iban) is null);
        Assert.Contains(fault ?? "", Bic.Fault(bic, iban) ?? "");
    }

    [Fact]
    public void Bank_of_another_country_than_the_account_is_told()
    {
        var data = Some.InvoiceData();
        data["bic"] = "ZZMBFR99";

        Assert.Contains(Some.FindingsOf(data), finding => finding is { Rule: "bic", Field: "/bic" } && finding.Message.Contains("the account DE02120300000000202051 in DE"));
    }

    [Theory]
    [InlineData("732829320", "FR", true)]
    [InlineData("732829321", "FR", false)]
    [InlineData("732 829 320 00074", "FR", true)]
    [InlineData("732 829 320 00075", "FR", false)]
    [InlineData("35600000000048", "FR", true)]
    [InlineData("35600000000049", "FR", false)]
    [InlineData("732829321", "DE", true)]
    [InlineData("12-3456789", null, true)]
    [InlineData("07-3456789", null, false)]
    [InlineData("07/345/6789", null, true)]
    public void Register_number_is_judged_where_its_kind_is_known(string number, string? country, bool holds) =>
        Assert.Equal(holds, Register.Fault(number, country) is null);

    [Theory]
    [InlineData("FR", true)]
    [InlineData("fr", false)]
    [InlineData("UK", false)]
    [InlineData("XK", true)]
    public void Country_is_one_of_iso_3166(string code, bool holds) => Assert.Equal(holds, Countries.IsCode(code));

    [Fact]
    public void Countries_are_249_and_kosovo() =>
        Assert.Equal(250, Enumerable.Range(0, 676).Count(pair => Countries.IsCode($"{(char)('A' + (pair / 26))}{(char)('A' + (pair % 26))}")));
}
