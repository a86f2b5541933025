using DocExtract.Pages;

namespace DocExtract.Tests.Readers.Offline;

/// <summary>Scans tear rows apart: whatever stands half beside what, reading goes on.</summary>
public sealed class CrookedTableTests
{
    [Fact]
    public async Task Words_that_slip_between_rows_never_stop_the_reader()
    {
        var random = new Random(20260612);
        for (int run = 0; run < 150; run++)
        {
            List<Word> words = [.. Row(random, 0.2, "Description", "Quantity", "Price", "Amount")];
            for (int line = 0; line < 12; line++)
            {
                words.AddRange(Row(random, 0.23 + (0.017 * line), "Lamp", "2", "4.00", "8.00"));
            }

            words.AddRange(Row(random, 0.5, "Total", "", "", "96.00"));

            Assert.NotNull(await Some.OfflineWords("invoice", words));
        }
    }

    [Fact]
    public async Task Dots_that_lead_to_an_amount_are_read_at_once() =>
        Assert.Equal("12.00", (await Some.OfflineData("invoice", $"Lampenhaus Ostheim GmbH\n\nTotal {string.Concat(Enumerable.Repeat(". ", 60))} 12.00")).At("total"));

    [Fact]
    public async Task Serial_numbers_are_never_multiplied() =>
        Assert.NotNull(await Some.OfflineData("invoice", """
            Lampenhaus Ostheim GmbH

            Description      Quantity           Price              Amount
            Handset          135792468013579    975318642097531    799.00
            Handset two 135792468013579 975318642097531 799.00

            Total                                                  799.00
            """));

    private static IEnumerable<Word> Row(Random random, double y, params string[] cells) => cells
        .Select((text, i) => (text, x: 0.1 + (0.2 * i), top: y + ((random.NextDouble() - 0.5) * 0.018)))
        .Where(cell => cell.text.Length > 0 && random.Next(8) > 0)
        .Select(cell => new Word(cell.text, new Box(cell.x, cell.top, cell.x + (0.012 * cell.text.Length), cell.top + 0.012), WordSource.Ocr, 0.9));
}
