using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace DocExtract.Readers.Vision;

/// <summary>Reads a setting that is one of several words, however it is cut: <c>text-layer</c>, <c>text_layer</c>, <c>TextLayer</c>.</summary>
internal sealed class ChoiceConverter<T> : TypeConverter
    where T : struct, Enum
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    /// <exception cref="FormatException">Another word; the message names those there are.</exception>
    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
    {
        string plain = Plain((string)value);
        foreach (var choice in Enum.GetValues<T>())
        {
            if (Plain(choice.ToString()).Equals(plain, StringComparison.OrdinalIgnoreCase))
            {
                return choice;
            }
        }

        throw new FormatException(
            $"'{value}' is none of its values. Use {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}.");
    }

    private static string Plain(string word) => word.Trim().Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
}
