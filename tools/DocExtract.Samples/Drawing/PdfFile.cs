using System.Globalization;
using System.Text;

namespace DocExtract.Samples.Drawing;

/// <summary>A file to embed, such as the XML of a hybrid e-invoice.</summary>
internal sealed record EmbeddedFile(string Name, string MediaType, string Relationship, string Description, byte[] Content);

/// <summary>
/// Writes a PDF 1.7 (ISO 32000-1) of sheets. Streams are left uncompressed on purpose: the bytes are the same on every machine,
/// whatever deflate it has, and the files can be read in an editor.
/// </summary>
internal sealed class PdfFile(string title, IReadOnlyList<Sheet> sheets)
{
    private static readonly byte[] BinaryMark = "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n".Select(c => (byte)c).ToArray();

    private readonly List<PdfObject> _objects = [];

    /// <summary>A file to carry along.</summary>
    public EmbeddedFile? Embedded { get; init; }

    /// <summary>XMP packet of the document.</summary>
    public string? Metadata { get; init; }

    /// <summary>A JPEG for each sheet that draws its picture; empty for drawn documents.</summary>
    public IReadOnlyList<(byte[] Jpeg, int Width, int Height)> Pictures { get; init; } = [];

    /// <summary>Password that is needed to open the file; none when null.</summary>
    public string? Password { get; init; }

    public byte[] ToBytes()
    {
        int catalog = Add("");
        int info = Add($"<< /Title {Typeface.Literal(title)} /Producer (DocExtract samples) >>");
        int pages = AddPages();
        _objects[catalog - 1] = new($"<< /Type /Catalog /Pages {pages} 0 R{AddEmbedded()}{AddMetadata()} >>", null);
        return Serialise(catalog, info);
    }

    private int AddPages()
    {
        int pages = Add("");
        int encoding = Add(Typeface.Encoding);
        string fonts = string.Join(' ', Enum.GetValues<Face>().Select(face =>
            $"/F{(int)face} {Add($"<< /Type /Font /Subtype /Type1 /BaseFont /{Typeface.Of(face).Name} /Encoding {encoding} 0 R >>")} 0 R"));
        string kids = string.Join(' ', sheets.Select((sheet, index) => $"{AddPage(sheet, pages, fonts, index)} 0 R"));
        _objects[pages - 1] = new($"<< /Type /Pages /Count {sheets.Count} /Kids [ {kids} ] >>", null);
        return pages;
    }

    private int AddPage(Sheet sheet, int parent, string fonts, int index)
    {
        int content = Add("<<", Encoding.ASCII.GetBytes(sheet.Content));
        string picture = index < Pictures.Count ? $" /XObject << /Im0 {AddPicture(Pictures[index])} 0 R >>" : "";
        string size = string.Create(CultureInfo.InvariantCulture, $"[ 0 0 {sheet.Width} {sheet.Height} ]");
        return Add($"<< /Type /Page /Parent {parent} 0 R /MediaBox {size} /Resources << /Font << {fonts} >>{picture} >> /Contents {content} 0 R >>");
    }

    private int AddPicture((byte[] Jpeg, int Width, int Height) picture) => Add(
        $"<< /Type /XObject /Subtype /Image /Width {picture.Width} /Height {picture.Height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode",
        picture.Jpeg);

    private string AddEmbedded()
    {
        if (Embedded is not { } file)
        {
            return "";
        }

        string type = file.MediaType.Replace("/", "#2F", StringComparison.Ordinal);
        int stream = Add($"<< /Type /EmbeddedFile /Subtype /{type} /Params << /Size {file.Content.Length} >>", file.Content);
        string name = Typeface.Literal(file.Name);
        int spec = Add($"<< /Type /Filespec /F {name} /UF {name} /Desc {Typeface.Literal(file.Description)} /AFRelationship /{file.Relationship} /EF << /F {stream} 0 R /UF {stream} 0 R >> >>");
        return $" /AF [ {spec} 0 R ] /Names << /EmbeddedFiles << /Names [ {name} {spec} 0 R ] >> >>";
    }

    private string AddMetadata() =>
        Metadata is null ? "" : $" /Metadata {Add("<< /Type /Metadata /Subtype /XML", Encoding.UTF8.GetBytes(Metadata))} 0 R";

    private int Add(string dictionary, byte[]? stream = null)
    {
        _objects.Add(new(dictionary, stream));
        return _objects.Count;
    }

    private byte[] Serialise(int catalog, int info)
    {
        using var file = new MemoryStream();
        file.Write(BinaryMark);
        var encryption = Password is null ? null : new PdfEncryption(Password, title);
        List<long> offsets = [];
        for (int number = 1; number <= _objects.Count; number++)
        {
            offsets.Add(file.Position);
            _objects[number - 1].Write(file, number, encryption);
        }

        string encrypt = "";
        if (encryption is not null)
        {
            offsets.Add(file.Position);
            new PdfObject(encryption.Dictionary, null).Write(file, offsets.Count, encryption: null);
            encrypt = $" /Encrypt {offsets.Count} 0 R /ID [ <{encryption.FileId}> <{encryption.FileId}> ]";
        }

        long xref = file.Position;
        string table = string.Concat(offsets.Select(offset => offset.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n"));
        PdfObject.WriteAscii(file, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n{table}");
        PdfObject.WriteAscii(file, $"trailer\n<< /Size {offsets.Count + 1} /Root {catalog} 0 R /Info {info} 0 R{encrypt} >>\nstartxref\n{xref}\n%%EOF\n");
        return file.ToArray();
    }
}
