using System.Numerics;
using DocExtract.Pages;
using DocExtract.Pages.Ocr;

namespace DocExtract.Tests.Pages.Ocr;

/// <summary>What is printed on a receipt is still read, and found where it stands, after what happens to receipts.</summary>
public sealed class DamageTests
{
    private static readonly string[] Essential = ["TOTAL", "13.62", "24/03/2024"];

    public static TheoryData<string> Names => [.. Some.Damages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Total_and_date_are_read_where_they_are_painted(string name)
    {
        var damage = Some.Damages[name];
        var whole = Read(Some.ReceiptPicture);

        var damaged = Read(damage.Apply(Some.ReceiptPicture));

        foreach (string text in Essential)
        {
            var expected = damage.Place(MiddleOf(whole.Single(word => word.Text == text).Box));
            var word = Assert.Single(damaged, word => word.Text == text);
            Assert.True(Vector2.Distance(expected, MiddleOf(word.Box)) < 0.012, $"{text} stands at {expected}, was found at {word.Box}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Total_and_its_label_share_a_row_of_the_level_page_and_no_other_amount_does(string name)
    {
        var words = Read(Some.Damages[name].Apply(Some.ReceiptPicture));

        var label = words.First(word => word.Text == "TOTAL").Level;
        var beside = words.Where(word => Math.Abs(word.Level.CenterY - label.CenterY) < label.Height / 2 && word.Level.X0 > label.X1);
        Assert.Equal("13.62", Assert.Single(beside).Text);
    }

    private static Vector2 MiddleOf(Box box) => new((float)box.CenterX, (float)box.CenterY);

    private static IReadOnlyList<Word> Read(PixelImage picture) => Some.Ocr.Read(picture, OcrLook.First, CancellationToken.None);
}
