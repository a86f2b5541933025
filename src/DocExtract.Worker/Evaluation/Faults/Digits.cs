using System.Globalization;

namespace DocExtract.Worker.Evaluation.Faults;

/// <summary>Slips in a printed number. Each gives every text that the slip can make of one, none equal to it.</summary>
internal static class Digits
{
    /// <summary>One digit is another; the first does not become nothing.</summary>
    public static IReadOnlyList<string> Changed(string text) =>
    [
        .. from place in Enumerable.Range(0, text.Length)
           where char.IsAsciiDigit(text[place])
           from digit in "0123456789"
           where digit != text[place] && !(digit == '0' && !text[..place].Any(char.IsAsciiDigit))
           select $"{text[..place]}{digit}{text[(place + 1)..]}",
    ];

    /// <summary>Two neighbouring digits stand the other way round; equal ones change nothing.</summary>
    public static IReadOnlyList<string> Swapped(string text)
    {
        int[] places = [.. Enumerable.Range(0, text.Length).Where(place => char.IsAsciiDigit(text[place]))];
        return
        [
            .. from pair in places.Zip(places.Skip(1))
               where text[pair.First] != text[pair.Second]
               select Put(Put(text, pair.First, text[pair.Second]), pair.Second, text[pair.First]),
        ];
    }

    /// <summary>The decimal point one place to the left or to the right.</summary>
    public static IReadOnlyList<string> Moved(string text) => Numbers(text, value => [value * 10, value / 10]);

    /// <summary>A separator of thousands taken for the decimal point, or the point for one of thousands.</summary>
    public static IReadOnlyList<string> Misread(string text) =>
        Numbers(text, value => Math.Abs(value) >= 1000 ? [decimal.Truncate(value) / 1000] : value != decimal.Truncate(value) ? [value * 100] : []);

    /// <summary>An amount as it is printed: at least two decimals.</summary>
    public static string Of(decimal amount) => amount.ToString("0.00######", CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Numbers(string text, Func<decimal, IEnumerable<decimal>> slip) =>
        decimal.Parse(text, CultureInfo.InvariantCulture) is var value && value != 0 ? [.. slip(value).Select(Of)] : [];

    private static string Put(string text, int place, char digit) => $"{text[..place]}{digit}{text[(place + 1)..]}";
}
