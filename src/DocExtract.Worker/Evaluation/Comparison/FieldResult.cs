namespace DocExtract.Worker.Evaluation.Comparison;

/// <summary>How a value came out.</summary>
internal enum Outcome
{
    /// <summary>Equal to the truth by the rules of its kind.</summary>
    Right,

    /// <summary>Another value than the truth.</summary>
    Wrong,

    /// <summary>Printed, not given.</summary>
    Missing,

    /// <summary>Given, though it is known that none is printed.</summary>
    Invented,

    /// <summary>Known not to be printed, and none given.</summary>
    Absent,
}

/// <summary>One value of a document against its truth.</summary>
/// <param name="Field">Name, such as <c>seller.name</c>; in a row that of the column.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Truth">What is printed; null where none is.</param>
/// <param name="Found">What was given; null where nothing was.</param>
/// <param name="Likeness">0 to 1 where texts were compared by likeness: names by letters, addresses by words.</param>
internal sealed record FieldResult(string Field, Outcome Outcome, string? Truth, string? Found, double? Likeness = null)
{
    /// <summary>From here on a seller's name counts as the same in <c>seller.name</c> by likeness.</summary>
    public const double AlikeName = 0.9;

    public bool IsGood() => Outcome is Outcome.Right or Outcome.Absent;

    /// <summary>Right, or but for a misread letter or so.</summary>
    public bool IsAlike() => Outcome == Outcome.Right || Likeness >= AlikeName;
}
