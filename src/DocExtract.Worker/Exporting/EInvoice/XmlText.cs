using System.Globalization;
using System.Text;
using System.Xml;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>Values as they stand in XML.</summary>
internal static class XmlText
{
    /// <summary>A text without what XML 1.0 cannot hold; null where nothing is left.</summary>
    public static string? Clean(string? text)
    {
        var clean = new StringBuilder();
        for (int i = 0; i < text?.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
        }

        return clean.ToString().Trim() is { Length: > 0 } left ? left : null;
    }

    /// <summary>An amount with two decimals: it has no more.</summary>
    public static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A price, quantity or percentage with the decimals it has.</summary>
    public static string Number(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
