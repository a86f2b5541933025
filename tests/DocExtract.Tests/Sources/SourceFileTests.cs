using System.Text;
using DocExtract.Sources;

namespace DocExtract.Tests.Sources;

public sealed class SourceFileTests
{
    public static TheoryData<SourceKind, byte[]> Beginnings => new()
    {
        { SourceKind.Pdf, [.. "%PDF-1.4\n"u8] },
        { SourceKind.Pdf, [.. "mail header\r\n\r\n%PDF-1.4\n"u8] },
        { SourceKind.Jpeg, [0xFF, 0xD8, 0xFF, 0xE0] },
        { SourceKind.Png, [0x89, .. "PNG\r\n"u8] },
        { SourceKind.Tiff, [.. "II*\0"u8] },
        { SourceKind.Tiff, [.. "MM\0*"u8] },
        { SourceKind.WebP, [.. "RIFF\0\0\0\0WEBPVP8 "u8] },
        { SourceKind.Gif, [.. "GIF89a"u8] },
        { SourceKind.Bmp, [.. "BM"u8, .. new byte[30]] },
        { SourceKind.Heic, [0, 0, 0, 24, .. "ftypheic"u8] },
        { SourceKind.Heic, [0, 0, 0, 24, .. "ftypmif1\0\0\0\0mif1heic"u8] },
        { SourceKind.Xml, [.. "<?xml version=\"1.0\"?><Invoice/>"u8] },
        { SourceKind.Xml, [0xEF, 0xBB, 0xBF, .. "\n<rsm:CrossIndustryInvoice/>"u8] },
        { SourceKind.Xml, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("<?xml version=\"1.0\"?><a/>")] },
    };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void Kind_is_told_by_content(SourceKind kind, byte[] content) =>
        Assert.Equal(kind, SourceFile.Open("anything.txt", content, new SourceLimits()).Kind);

    [Theory]
    [InlineData("Dear Sir or Madam,")]
    [InlineData("<!DOCTYPE html><html></html>")]
    [InlineData("<html><body/></html>")]
    [InlineData("PK\u0003\u0004")]
    public void Text_named_pdf_and_other_kinds_are_unsupported(string content) =>
        Assert.Equal(RejectionCode.Unsupported, RefusalOf("invoice.pdf", Encoding.UTF8.GetBytes(content)).Code);

    [Fact]
    public void Empty_file_is_refused_as_empty() => Assert.Equal(RejectionCode.Empty, RefusalOf("invoice.pdf", []).Code);

    [Fact]
    public void File_over_the_limit_is_refused_as_too_large()
    {
        var limits = new SourceLimits { MaxBytes = 1 << 20 };

        var refusal = Assert.Throws<DocumentRejectedException>(() => SourceFile.Open("scan.pdf", new byte[(1 << 20) + 1], limits));

        Assert.Equal(RejectionCode.TooLarge, refusal.Code);
        Assert.Contains("at most 1 MiB", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_hundred_pages_of_dense_text_are_within_the_limit_of_words()
    {
        var limits = new SourceLimits();

        Assert.Null(Record.Exception(() => limits.CheckWords(200 * 5_000)));
        Assert.Equal(RejectionCode.TooLarge, Assert.Throws<DocumentRejectedException>(() => limits.CheckWords((200 * 5_000) + 1)).Code);
    }

    [Fact]
    public void Hash_is_sha_256_in_lower_case()
    {
        var source = SourceFile.Open("a.gif", "GIF89a"u8.ToArray(), new SourceLimits());

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("GIF89a"u8)), source.Sha256);
    }

    private static DocumentRejectedException RefusalOf(string name, byte[] content) =>
        Assert.Throws<DocumentRejectedException>(() => SourceFile.Open(name, content, new SourceLimits()));
}
