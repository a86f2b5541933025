using System.Globalization;
using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Samples.Content;
using DocExtract.Samples.Model;
using DocExtract.Sources;
using UglyToad.PdfPig;

namespace DocExtract.Tests.Samples;

public sealed class SampleContentTests
{
    private static readonly string[] NotPrinted = ["document_type", "invoice_type_code", "currency"];

    public static TheoryData<string> WithTextLayer => [.. Catalog.All.Where(sample => sample.Kind is "digital" or "hybrid").Select(sample => sample.File)];

    public static TheoryData<string> Rejected => [.. Catalog.All.Where(sample => sample.Verdict == "rejected").Select(sample => sample.File)];

    [Theory]
    [MemberData(nameof(WithTextLayer))]
    public void Every_value_of_the_truth_is_printed_on_the_page(string file)
    {
        var sample = Find(file);
        using var pdf = PdfDocument.Open(sample.Content());
        string printed = Folding.Squeeze(string.Concat(pdf.GetPages().Select(page => page.Text)));

        Assert.All(Values(sample.Truth!), value => Assert.True(
            Forms(value.Value).Any(form => printed.Contains(form, StringComparison.Ordinal)), $"{value.Name} = {value.Value} is not printed in {file}."));
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public void A_broken_sample_is_refused_with_the_code_of_the_manifest(string file)
    {
        var sample = Find(file);
        using var opener = new DocumentOpener(new PageOptions(), new SourceLimits());

        var refusal = Assert.Throws<DocumentRejectedException>(
            () => opener.Open(SourceFile.Open(file, sample.Content(), new SourceLimits()), CancellationToken.None));

        Assert.Equal(sample.Code, refusal.Code.ToString().ToLowerInvariant());
    }

    [Fact]
    public void The_encrypted_sample_opens_with_its_password()
    {
        using var pdf = PdfDocument.Open(Find("broken-encrypted.pdf").Content(), new ParsingOptions { Password = Broken.Password });

        Assert.Contains("Lanternwick", pdf.GetPage(1).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hidden_total_is_in_the_text_but_not_painted_to_be_seen()
    {
        using var opener = new DocumentOpener(new PageOptions(), new SourceLimits());
        var page = opener.Open(SourceFile.Open("hidden.pdf", Find("invoice-hidden-total.pdf").Content(), new SourceLimits()), CancellationToken.None).Pages[0];

        Assert.Contains(page.HiddenWords, word => word.Text == "£0.00");
        Assert.DoesNotContain(page.TextLayer, word => word.Text == "£0.00");
    }

    private static Sample Find(string file) => Catalog.All.Single(sample => sample.File == file);

    private static IEnumerable<(string Name, JsonValue Value)> Values(JsonObject truth) => truth.SelectMany(field => field.Value switch
    {
        _ when NotPrinted.Contains(field.Key) => [],
        JsonObject group => Values(group),
        JsonArray rows => rows.SelectMany(row => Values(row!.AsObject())),
        var value => [(field.Key, value!.AsValue())],
    });

    /// <summary>The ways in which a value may be printed, letters and digits only.</summary>
    private static IEnumerable<string> Forms(JsonValue value)
    {
        if (value.TryGetValue<decimal>(out decimal number))
        {
            return new[] { "0.00", "0.###" }.Select(format => Folding.Squeeze(Math.Abs(number).ToString(format, CultureInfo.InvariantCulture)));
        }

        string text = value.GetValue<string>();
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? [.. new[] { "ddMMyyyy", "MMMMdyyyy", "dMMMMyyyy" }.Select(format => Folding.Squeeze(date.ToString(format, CultureInfo.InvariantCulture))), $"{date.Day}deseptiembrede{date.Year}"]
            : [Folding.Squeeze(text)];
    }
}
