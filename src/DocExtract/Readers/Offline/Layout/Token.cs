using DocExtract.Pages;

namespace DocExtract.Readers.Offline.Layout;

/// <summary>A word, or the part of one before or after a colon or before a glued number; what labels and values are made of.</summary>
/// <param name="Text">As printed.</param>
/// <param name="Key">Folded letters and digits only: how labels are compared, whatever the spacing.</param>
/// <param name="Box">Where it stands; of a part, its share of the word's width.</param>
internal sealed record Token(string Text, string Key, Box Box)
{
    public bool HasDigit => Text.Any(char.IsDigit);

    public bool EndsInColon => Text[^1] is ':' or '：';

    public static Token Of(string text, Box box) => new(text, Folding.Squeeze(text), box);
}
