using System.Xml;
using DocExtract.Sources;

namespace DocExtract.Readers.EInvoice;

/// <summary>How many elements may still be read: of one file, or of all that are embedded in one PDF together.</summary>
internal sealed class ElementBudget
{
    private int _taken;

    /// <summary>Whether more were asked for than there are.</summary>
    public bool IsOver => _taken > SourceLimits.XmlElements;

    /// <exception cref="XmlException">There are none left.</exception>
    public void Take()
    {
        _taken++;
        if (IsOver)
        {
            throw new XmlException($"There are more than {SourceLimits.XmlElements} elements.");
        }
    }
}
