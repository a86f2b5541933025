using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using DocExtract.Samples.Model;

namespace DocExtract.Samples.EInvoices;

/// <summary>What both syntaxes of EN 16931 share.</summary>
internal static class Xml
{
    /// <summary>UNTDID 5305 category of a line or share.</summary>
    public static string Category(Invoice invoice, decimal rate) => invoice.ReverseCharge ? "AE" : rate == 0 ? "Z" : "S";

    public static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Plain(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    public static byte[] ToBytes(XElement root)
    {
        using var file = new MemoryStream();
        XmlWriterSettings settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };
        using (var writer = XmlWriter.Create(file, settings))
        {
            new XDocument(root).Save(writer);
        }

        return file.ToArray();
    }
}
