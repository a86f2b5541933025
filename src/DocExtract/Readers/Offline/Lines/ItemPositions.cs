using System.Globalization;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>Position numbers that were read as the beginning of descriptions, their title being lost: they count 1, 2, 3.</summary>
internal static class ItemPositions
{
    public static IReadOnlyList<Item> Without(IReadOnlyList<Item> items)
    {
        int counted = items.Where((item, i) => item.Description?.StartsWith(Position(i), StringComparison.Ordinal) == true).Count();
        return counted < 2 || counted < 0.6 * items.Count ? items
            : [.. items.Select((item, i) => item.Description?.StartsWith(Position(i), StringComparison.Ordinal) == true
                ? item with { Description = item.Description[Position(i).Length..] } : item)];
    }

    private static string Position(int index) => (index + 1).ToString(CultureInfo.InvariantCulture) + " ";
}
