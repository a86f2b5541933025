using System.Text;
using System.Text.Json.Nodes;
using DocExtract.Worker.Evaluation.LongTables;
using ImageMagick;
using NetVips;

namespace DocExtract.Fuzz.Inputs;

/// <summary>The whole files that are damaged: the samples, and small ones made here, in which a change is more likely to mean something.</summary>
/// <param name="samples">The folder <c>samples</c> of the repository.</param>
internal sealed class Seeds(string samples)
{
    private const int LargestPdf = 40_000;

    public IReadOnlyList<byte[]> Pdfs() =>
    [
        .. Documents("*.pdf").Where(file => file.Length is > 0 and < LargestPdf),
        TablePages.Draw(TableInvoice.Of(TableLayout.All[0], 5)).Pdf,

        // Small ones are read in a fraction of the time, and every byte of them means something.
        .. PlainPdfs.All,
        .. PlainPdfs.All,
        .. PlainPdfs.All,
        .. PlainPdfs.All,
    ];

    /// <summary>A receipt in every format, small, and some of the rarer forms of each.</summary>
    public IReadOnlyList<byte[]> Pictures()
    {
        using var receipt = Image.ThumbnailBuffer(Document("receipt-es-image.png"), 160);
        using var colour = receipt.Colourspace(Enums.Interpretation.Srgb).CopyMemory();
        using var grey = colour.Colourspace(Enums.Interpretation.Bw);
        using var twice = Image.Arrayjoin([grey, grey], across: 1);
        using var pages = twice.Mutate(image => image.Set(GValue.GIntType, "page-height", grey.Height));
        using var magick = new MagickImage(grey.PngsaveBuffer());
        return
        [
            colour.JpegsaveBuffer(q: 60), grey.JpegsaveBuffer(q: 40, interlace: true), colour.PngsaveBuffer(), grey.PngsaveBuffer(bitdepth: 1), colour.PngsaveBuffer(palette: true, interlace: true),
            colour.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw), grey.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Ccittfax4, bitdepth: 1),
            colour.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg, tile: true, tileWidth: 64, tileHeight: 64), pages.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate),
            colour.WebpsaveBuffer(q: 40), grey.WebpsaveBuffer(lossless: true), colour.GifsaveBuffer(), magick.ToByteArray(MagickFormat.Bmp), magick.ToByteArray(MagickFormat.Bmp3),
            .. Heic(),
        ];
    }

    /// <summary>UBL, and CII as it is embedded in a PDF.</summary>
    public IReadOnlyList<byte[]> Xmls(Extractor engine) =>
    [
        .. Documents("*.xml"),
        .. engine.Open("facturx.pdf", Document("invoice-fr-facturx.pdf"), CancellationToken.None).SelectMany(part => part.Document.Attachments).Select(file => file.Content.ToArray()),
    ];

    public IReadOnlyList<byte[]> Messages()
    {
        string[] plain =
        [
            """{"url":"https://store.blob.core.windows.net/inbox/2026/a%20b.pdf","etag":"\"0x8DD1\"","type":"invoice","again":false}""",
            """[{"topic":"/subscriptions/s/x","subject":"/blobServices/default/containers/inbox/blobs/a.pdf","eventType":"Microsoft.Storage.BlobCreated","eventTime":"2026-05-04T10:00:00Z","id":"1","data":{"api":"PutBlob","eTag":"0x8DD2","contentLength":5,"url":"https://store.blob.core.windows.net/inbox/a.pdf","sequencer":"0000000000000000000000000000A1"},"dataVersion":"","metadataVersion":"1"}]""",
            """{"specversion":"1.0","type":"Microsoft.Storage.BlobDeleted","source":"/s","subject":"a","id":"2","time":"2026-05-04T10:00:00Z","data":{"api":"DeleteBlob","eTag":"0x8DD3","url":"https://store.dfs.core.windows.net/inbox/d/a.pdf","sequencer":"0A"}}""",
            """{"specversion":"1.0","type":"Microsoft.Storage.BlobCreated","source":"/s","data":{"api":"CreateFile","contentLength":0,"url":"https://store.blob.core.windows.net/inbox/e.pdf"}}""",
        ];
        return [.. plain.Select(Encoding.UTF8.GetBytes), .. plain.Select(message => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(message))))];
    }

    /// <summary>What a model might say of the invoice <see cref="Invoice"/>.</summary>
    public IReadOnlyList<byte[]> Answers()
    {
        string truth = JsonNode.Parse(File.ReadAllText(Path.Combine(samples, "expected", $"{Invoice}.json")))!.ToJsonString();
        return [.. new[] { truth, $"```json\n{truth}\n```", truth[..(truth.Length * 2 / 3)] }.Select(Encoding.UTF8.GetBytes)];
    }

    public const string Invoice = "invoice-en-british";

    public byte[] Document(string name) => File.ReadAllBytes(Path.Combine(samples, "documents", name));

    /// <summary>Not every build of the library can write one.</summary>
    private static IEnumerable<byte[]> Heic()
    {
        using var picture = new MagickImage(MagickColors.White, 64, 64);
        return MagickFormatInfo.Create(MagickFormat.Heic) is { SupportsWriting: true } ? [picture.ToByteArray(MagickFormat.Heic)] : [];
    }

    private IEnumerable<byte[]> Documents(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(samples, "documents"), pattern).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
}
