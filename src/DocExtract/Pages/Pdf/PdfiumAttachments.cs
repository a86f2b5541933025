using System.Text;

namespace DocExtract.Pages.Pdf;

/// <summary>Takes the embedded files out of a PDF.</summary>
internal sealed class PdfiumAttachments(PdfiumTextFunctions pdfium, SandboxMemory memory)
{
    private const int MostFiles = 20;
    private const int MostBytes = 10 << 20;
    private const int MostBytesOfName = 2048;

    /// <summary>At most <see cref="MostFiles"/>; empty ones and those over <see cref="MostBytes"/> are left out: no e-invoice is as large.</summary>
    public IReadOnlyList<Attachment> Read(int document)
    {
        List<Attachment> files = [];
        for (int i = 0; i < Math.Min(MostFiles, pdfium.CountAttachments(document)); i++)
        {
            int attachment = pdfium.GetAttachment(document, i);
            if (attachment != 0 && ContentOf(attachment) is { Length: > 0 } content)
            {
                files.Add(new Attachment(NameOf(attachment), content));
            }
        }

        return files;
    }

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
        byte[] content = known && length is > 0 and <= MostBytes
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
