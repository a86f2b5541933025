using DocExtract.Readers.Offline.Layout;
using DocExtract.Values;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>The percentages of a row, printed with or without a space before the sign.</summary>
internal static class Rates
{
    public static IEnumerable<decimal> Of(Row row)
    {
        for (int i = 0; i < row.Tokens.Count; i++)
        {
            string text = row.Tokens[i].Text.Trim('(', ')', ',', ':', ';');
            bool apart = i + 1 < row.Tokens.Count && row.Tokens[i + 1].Text.StartsWith('%');
            if (Amounts.ReadPercent(apart ? text + "%" : text) is [var rate, ..] && rate is >= 0 and <= 100)
            {
                yield return rate;
            }
        }
    }
}
