using DocExtract.Checks.Identifiers;

namespace DocExtract.Tests.Checks.Identifiers;

public sealed class TaxIdTests
{
    /// <summary>Examples of each country's numbers.</summary>
    public static TheoryData<string> Examples =>
    [
        "ATU13585627", "BE0428759497", "BG175074752", "CHE-107.787.577 IVA", "CY10259033P", "CZ25123891", "DE999999018", "DK13585628",
        "EE100931558", "EL094259216", "ES54362315K", "ESX2482300W", "FI20774740", "FR40303265045", "GB980780684", "HR33392005961",
        "HU12892312", "IE6433435F", "IE6433435OA", "IE8D79739I", "IT00743110157", "LT119511515", "LT100001919017", "LU15027442",
        "LV40003521600", "MT11679112", "NL004495445B01", "NO995525828MVA", "PL8567346215", "PT501964843", "RO18547290",
        "SE123456789701", "SI50223054", "SK2022749619", "27AAPFU0939F1ZV", "ABN 51 824 753 556",
    ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Examples_hold_however_they_are_written(string id)
    {
        Assert.Null(TaxId.Fault(id));
        Assert.Null(TaxId.Fault(id.ToLowerInvariant()));
        Assert.Null(TaxId.Fault(string.Join(' ', id.AsEnumerable())));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Nearly_every_misread_digit_is_found(string id)
    {
        int start = id.Length - 1 - id.Reverse().TakeWhile(c => !char.IsAsciiDigit(c)).Count();
        var misread =
            from place in Enumerable.Range(2, start - 1)
            where char.IsAsciiDigit(id[place])
            from digit in "0123456789"
            where digit != id[place]
            select id[..place] + digit + id[(place + 1)..];

        // Check digits of MOD 11 and 97 find all; those that end in a second mod 10, or leave digits out, most.
        var all = misread.ToList();
        Assert.InRange(all.Count(wrong => TaxId.Fault(wrong) is null), 0, all.Count / 4);
    }

    [Theory]
    [InlineData("DE12345678", "form")]
    [InlineData("DE999999019", "check digits")]
    [InlineData("FR40303265046", "check digits")]
    [InlineData("27AAPFU0939F1ZO", "GSTIN")]
    public void Fault_is_told_by_its_kind(string id, string word) => Assert.Contains(word, TaxId.Fault(id), StringComparison.Ordinal);

    [Theory]
    [InlineData("12/345/67890")]
    [InlineData("000123456789")]
    [InlineData("US12-3456789")]
    [InlineData("")]
    [InlineData("XX")]
    public void Of_kinds_that_nobody_knows_nothing_is_said(string id) => Assert.Null(TaxId.Fault(id));
}
