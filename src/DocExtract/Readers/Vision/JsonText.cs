using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DocExtract.Readers.Vision;

/// <summary>Text that should be JSON, made fit for a strict parser.</summary>
internal static class JsonText
{
    /// <summary>Letters of an escape such as <c>\u00e9</c>.</summary>
    private const int EscapeOfUnit = 6;

    /// <summary>
    /// Removes escapes that stand for no character: <c>\u0000</c>, which Postgres cannot store, and halves of surrogate pairs,
    /// on which System.Text.Json throws. None is removed within six letters of a <c>\u</c> that lacks digits: it would find them behind the gap.
    /// </summary>
    public static string WithoutUnstorable(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal))
        {
            return json;
        }

        var kept = new StringBuilder(json.Length);
        int broken = -EscapeOfUnit;
        for (int i = 0; i < json.Length;)
        {
            int length = json[i] == '\\' ? EscapeLength(json.AsSpan(i)) : 1;
            bool drop = length == EscapeOfUnit && kept.Length - broken >= EscapeOfUnit && Unit(json.AsSpan(i)) is 0 or (>= 0xD800 and <= 0xDFFF);
            broken = length == 2 && json[i + 1] == 'u' ? kept.Length : broken;
            kept.Append(drop ? "" : json.AsSpan(i, length));
            i += length;
        }

        return kept.ToString();
    }

    /// <summary>The text inside a Markdown code fence, if it stands in one; the closing fence may be missing.</summary>
    public static string WithoutFence(string text)
    {
        string trimmed = text.Trim().TrimStart('\uFEFF');
        int start = trimmed.StartsWith("```", StringComparison.Ordinal) ? trimmed.IndexOf('\n') + 1 : 0;
        if (start == 0)
        {
            return trimmed;
        }

        int end = trimmed.LastIndexOf("```", StringComparison.Ordinal);
        return (end >= start ? trimmed[start..end] : trimmed[start..]).Trim();
    }

    /// <summary>
    /// What is complete of JSON that breaks off: every finished value, without a row that was begun but not finished; open
    /// objects and arrays are closed. Null when nothing was finished.
    /// </summary>
    public static string? Salvage(string broken)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(broken);
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, new JsonReaderState());
        Stack<char> open = [];
        var (end, closers) = (0L, "");
        try
        {
            while (reader.Read())
            {
                Track(open, reader.TokenType);
                if (IsValueEnd(reader.TokenType) && !InRow(open))
                {
                    (end, closers) = (reader.BytesConsumed, string.Concat(open));
                }
            }
        }
        catch (JsonException)
        {
            // Whatever stands here is not JSON any more; what came before is.
        }

        return end == 0 ? null : Encoding.UTF8.GetString(utf8, 0, (int)end) + closers;
    }

    private static void Track(Stack<char> open, JsonTokenType token)
    {
        switch (token)
        {
            case JsonTokenType.StartObject:
                open.Push('}');
                break;
            case JsonTokenType.StartArray:
                open.Push(']');
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                open.Pop();
                break;
        }
    }

    private static bool IsValueEnd(JsonTokenType token) =>
        token is not (JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray);

    /// <summary>Inside an element of an array: anything is open within a list. Enumerates from the innermost.</summary>
    private static bool InRow(Stack<char> open) => open.Skip(1).Contains(']');

    private static int EscapeLength(ReadOnlySpan<char> escape) => escape switch
    {
        [_, 'u', _, _, _, _, ..] when Unit(escape) is { } unit => IsPair(unit, escape[6..]) ? 12 : 6,
        [_, _, ..] => 2,
        _ => 1,
    };

    private static bool IsPair(int unit, ReadOnlySpan<char> next) =>
        unit is >= 0xD800 and <= 0xDBFF && next is ['\\', 'u', ..] && Unit(next) is >= 0xDC00 and <= 0xDFFF;

    private static int? Unit(ReadOnlySpan<char> escape) =>
        escape.Length >= 6 && int.TryParse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int unit)
            ? unit
            : null;
}
