using System.Buffers;
using System.Text;
using DocExtract.Sources;

namespace DocExtract.Pages.Pdf;

/// <summary>Takes the embedded files out of a PDF.</summary>
internal sealed class PdfiumAttachments(PdfiumTextFunctions pdfium, SandboxMemory memory)
{
    private const int MostFiles = 20;
    private const int MostBytesOfName = 2048;

    /// <summary>Tells what a file is that is too large to be kept.</summary>
    private const int BytesOfBeginning = 1 << 16;

    /// <summary>Byte order marks, white space, and the other halves of UTF-16.</summary>
    private static readonly SearchValues<byte> BeforeXml =
        SearchValues.Create([0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']);

    /// <summary>
    /// The XML among the first <see cref="MostFiles"/>: nobody reads anything else. Empty ones and those over
    /// <see cref="SourceLimits.EmbeddedBytes"/> are left out: no e-invoice is as large. Any number of them may be one stream of the
    /// file: those that together are over it are cut.
    /// </summary>
    public IReadOnlyList<Attachment> Read(int document)
    {
        List<Attachment> files = [];
        int left = SourceLimits.EmbeddedBytes;
        for (int i = 0; i < Math.Min(MostFiles, pdfium.CountAttachments(document)); i++)
        {
            int attachment = pdfium.GetAttachment(document, i);
            if (attachment != 0 && ContentOf(attachment) is { Length: > 0 } content && IsXml(content))
            {
                bool isCut = content.Length > left;
                left -= isCut ? 0 : content.Length;
                files.Add(new Attachment(NameOf(attachment), isCut ? BeginningOf(content) : content) { IsCut = isCut });
            }
        }

        return files;
    }

    private static bool IsXml(ReadOnlySpan<byte> content) =>
        content.IndexOfAnyExcept(BeforeXml) is >= 0 and var first && content[first] == (byte)'<';

    private static byte[] BeginningOf(byte[] content) => content.AsSpan(0, Math.Min(content.Length, BytesOfBeginning)).ToArray();

    /// <summary>UTF-16 with a closing zero.</summary>
    private string NameOf(int attachment)
    {
        int length = pdfium.GetAttachmentName(attachment, 0, 0);
        return length is > 2 and <= MostBytesOfName
            ? Encoding.Unicode.GetString(Copy(length, address => pdfium.GetAttachmentName(attachment, address, length))).TrimEnd('\0')
            : "";
    }

    private byte[] ContentOf(int attachment)
    {
        int size = memory.Allocate(sizeof(int));
        bool known = pdfium.GetAttachmentFile(attachment, 0, 0, size) != 0;
        int length = memory.Read<int>(size, 1)[0];
        byte[] content = known && length is > 0 and <= SourceLimits.EmbeddedBytes
            ? Copy(length, address => pdfium.GetAttachmentFile(attachment, address, length, size))
            : [];
        memory.Free(size);
        return content;
    }

    private byte[] Copy(int length, Action<int> fill)
    {
        int address = memory.Allocate(length);
        fill(address);
        byte[] bytes = memory.Bytes(address, length).ToArray();
        memory.Free(address);
        return bytes;
    }
}
