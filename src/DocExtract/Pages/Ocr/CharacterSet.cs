namespace DocExtract.Pages.Ocr;

/// <summary>What each class of the recognition model stands for. Class 0 means "no character here".</summary>
internal sealed class CharacterSet
{
    public const int Blank = 0;

    private readonly string[] _texts;

    private CharacterSet(string[] texts) => _texts = texts;

    /// <summary>Reads a dictionary of one character a line; blank and space are not in it, the model adds them around it.</summary>
    public static CharacterSet Load(string path) => new([.. File.ReadLines(path).Select(Plain).Prepend("").Append(" ")]);

    /// <summary>How many classes a model must have that reads these.</summary>
    public int Classes => _texts.Length;

    /// <summary>The text of a class; a space for what the dictionary does not know.</summary>
    public string this[int index] => index < _texts.Length ? _texts[index] : " ";

    /// <summary>The full-width forms of ASCII, which the model reads into Latin text too, become plain; white space one space.</summary>
    private static string Plain(string text) => text switch
    {
        "" => " ",
        ['￥'] => "¥",
        [>= '！' and <= '～'] => ((char)(text[0] - '！' + '!')).ToString(),
        [var c] when char.IsWhiteSpace(c) => " ",
        _ => text,
    };
}
