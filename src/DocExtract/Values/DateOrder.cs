namespace DocExtract.Values;

/// <summary>Which of two numbers a document prints first.</summary>
public enum DateOrder
{
    /// <summary>Not known: day first is tried first, as in most countries.</summary>
    Unknown,

    /// <summary>03/04/2024 is the 3rd of April.</summary>
    DayFirst,

    /// <summary>03/04/2024 is the 4th of March.</summary>
    MonthFirst,
}
