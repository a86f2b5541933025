namespace DocExtract.Checks.Arithmetic;

/// <summary>The amounts behind one pointer of a check, by their own pointers.</summary>
internal sealed record Term
{
    private readonly IReadOnlyDictionary<string, decimal> _amounts;

    private Term(string pattern, IReadOnlyDictionary<string, decimal> amounts) => (Pattern, _amounts) = (pattern, amounts);

    /// <summary>The pointer without <c>?</c>; empty for a number of the check's own.</summary>
    public string Pattern { get; }

    public required decimal Sum { get; init; }

    /// <summary>How many amounts were read: none where an optional field is absent.</summary>
    public required int Count { get; init; }

    public bool IsConstant => Pattern.Length == 0;

    /// <summary>The fields whose amounts it holds; the one that an absent optional field would have.</summary>
    public IEnumerable<string> Pointers => IsConstant ? [] : _amounts.Keys;

    public static Term Of(string pattern, IEnumerable<KeyValuePair<string, decimal>> amounts)
    {
        var all = new Dictionary<string, decimal>(amounts);
        return new Term(pattern, all) { Sum = all.Values.Sum(), Count = all.Count };
    }

    /// <summary>An optional field that was not read: it counts as nothing, and could have been overlooked.</summary>
    public static Term Absent(string pattern)
    {
        Dictionary<string, decimal> amounts = [];
        if (!pattern.Contains('*'))
        {
            amounts[pattern] = 0;
        }

        return new Term(pattern, amounts) { Sum = 0, Count = 0 };
    }

    public bool Names(string pointer) => !IsConstant && _amounts.ContainsKey(pointer);

    /// <summary>The same with another amount in one place.</summary>
    public Term With(string pointer, decimal amount) =>
        !Names(pointer) ? this : this with { Sum = _amounts.Count == 1 ? amount : Sum - _amounts[pointer] + amount };

    /// <summary>The value and what it is, for a message.</summary>
    public string Show() => IsConstant ? Terms.Show(Sum)
        : Count == 1 || !Pattern.Contains('*')
        ? $"{Terms.Show(Sum)} ({Terms.Name(Pattern)})"
        : $"{Terms.Show(Sum)} ({Terms.Name(Pattern)}, {Count} rows)";
}
