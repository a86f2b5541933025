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

    private static IEnumerable<Word> Row(Random random, double y, params string[] cells) => cells
        .Select((text, i) => (text, x: 0.1 + (0.2 * i), top: y + ((random.NextDouble() - 0.5) * 0.018)))
        .Where(cell => cell.text.Length > 0 && random.Next(8) > 0)
        .Select(cell => new Word(cell.text, new Box(cell.x, cell.top, cell.x + (0.012 * cell.text.Length), cell.top + 0.012), WordSource.Ocr, 0.9));
}
