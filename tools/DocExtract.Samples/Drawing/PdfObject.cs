using System.Text;
using System.Text.RegularExpressions;

namespace DocExtract.Samples.Drawing;

/// <summary>An indirect object: a whole dictionary, or one left open to which the stream's length is added.</summary>
internal sealed partial record PdfObject(string Dictionary, byte[]? Stream)
{
    public static void WriteAscii(Stream file, string text) => file.Write(Encoding.ASCII.GetBytes(text));

    public void Write(Stream file, int number, PdfEncryption? encryption)
    {
        string dictionary = encryption is null ? Dictionary : EncryptStrings(number, encryption);
        WriteAscii(file, $"{number} 0 obj\n{dictionary}");
        if (Stream is not null)
        {
            byte[] stream = encryption is null ? Stream : encryption.Encrypt(number, Stream);
            WriteAscii(file, $" /Length {stream.Length} >>\nstream\n");
            file.Write(stream);
            WriteAscii(file, "\nendstream");
        }

        WriteAscii(file, "\nendobj\n");
    }

    private string EncryptStrings(int number, PdfEncryption encryption) => LiteralString().Replace(Dictionary, match =>
    {
        // Only plain ASCII strings without escapes occur outside the content streams.
        byte[] plain = Encoding.ASCII.GetBytes(match.Groups["text"].Value);
        return $"<{Convert.ToHexString(encryption.Encrypt(number, plain))}>";
    });

    [GeneratedRegex(@"\((?<text>[^()\\]*)\)")]
    private static partial Regex LiteralString();
}
