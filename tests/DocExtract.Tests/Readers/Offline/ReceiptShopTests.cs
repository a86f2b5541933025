namespace DocExtract.Tests.Readers.Offline;

/// <summary>Name and address at the head of a receipt.</summary>
public sealed class ReceiptShopTests
{
    private const string Rest = "TAX INVOICE\nDate: 17/06/2025\nTotal     9.90";

    [Theory]
    [InlineData("MORI JAPANESE RESTAURANT\nQUILLON KITCHEN SDN BHD\n1202111-P\n12 JALAN MELATI 2", "QUILLON KITCHEN SDN BHD")]
    [InlineData("POSTED\nQUILLON WARES (519111-X)\nLOT 7, JALAN MELATI", "QUILLON WARES")]
    [InlineData("THANKS FOR SHOPPING\nLOT 7, JALAN MELATI\nCareline: 1800 555 0101\nQUILLON RETAIL SB(306111-X)FKA ANVIL STORES", "QUILLON RETAIL SB")]
    [InlineData("QUILLON MALL\n(QUILLON SHOP (95111))\nLOT 7, JALAN MELATI", "QUILLON MALL")]
    [InlineData("#000002 QUILLON (M) Sdn Bhd\nCOMPANY NO(814111-X)", "QUILLON (M) Sdn Bhd")]
    [InlineData("Quillon Advertising (M) Sdn bhd (7511a5-H)\nNo 21, Jalan Melati", "Quillon Advertising (M) Sdn bhd")]
    [InlineData("QUILLON GUYS\nSTORE # CA-1611\n26 Anvil Parkway", "QUILLON GUYS")]
    [InlineData("PASAR QUILLON\n(MELATI) SDN BHD\n(767111-W)", "PASAR QUILLON (MELATI) SDN BHD")]
    public async Task Shop_is_the_company_where_it_is_named(string head, string name) =>
        Assert.Equal(name, (await Some.OfflineData("receipt", $"{head}\n{Rest}")).At("seller/name"));

    [Theory]
    [InlineData("BR No.: 0195111-X\nNO 43, TAMANMELATI\n45600 BESTARIJAYA", "NO 43, TAMAN MELATI, 45600 BESTARI JAYA")]
    [InlineData("(GST Reg No. 001492111000)\nNo 8, Jalan Melati\n56000Kuala Lumpur", "No 8, Jalan Melati, 56000 Kuala Lumpur")]
    [InlineData("19 Apr 2018 18:22\n(867111-U)\nLot3, JalanMelati23/1\n40300ShahAlam", "Lot 3, Jalan Melati 23/1, 40300 Shah Alam")]
    [InlineData("Unit G-13, Ground Floor\nJln Melati, 50480 Kuala Lumpur\nTel : 1300-55-0101", "Unit G-13, Ground Floor, Jln Melati, 50480 Kuala Lumpur")]
    [InlineData("LOT 276JALAN MELATI\n43800 DENGKIL\n(NO.GST 001226111816)", "LOT 276 JALAN MELATI, 43800 DENGKIL")]
    [InlineData("34 Anvil Street\nWX9 9ZY\nZA177111-P0S-03", "34 Anvil Street, WX9 9ZY")]
    public async Task Address_begins_at_the_street_ends_before_numbers_and_has_its_spaces(string head, string address) =>
        Assert.Equal(address, (await Some.OfflineData("receipt", $"QUILLON WARES SDN BHD\n{head}\n{Rest}")).At("seller/address"));

    [Theory]
    [InlineData("a")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData("((")]
    [InlineData("no ")]
    [InlineData("1 ")]
    public async Task A_line_made_to_be_searched_without_end_is_searched_quickly(string part)
    {
        string line = string.Concat(Enumerable.Repeat(part, 200)) + "!x";
        long started = TimeProvider.System.GetTimestamp();

        await Some.OfflineData("receipt", $"QUILLON WARES SDN BHD\n{line}\nLOT 7, JALAN MELATI\n{Rest}");

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
    }
}
