namespace DocExtract.Worker.Evaluation.LongTables;

/// <summary>How a generated invoice sets its table, and with it what proves that the table is whole.</summary>
/// <param name="Name">As it stands in reports.</param>
/// <param name="Words">Its language.</param>
internal sealed record TableLayout(string Name, TableWords Words)
{
    /// <summary>Rows are numbered from 1.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>The sum so far stands at the foot of a page and once more at the head of the next.</summary>
    public bool IsCarried { get; init; }

    /// <summary>Every third description goes on in a second line.</summary>
    public bool IsWrapped { get; init; }

    /// <summary>The titles of the columns stand on each page, not only on the first.</summary>
    public bool HasTitlesOnEachPage { get; init; }

    /// <summary>"Page 2 of 3" stands at the foot.</summary>
    public bool HasPageNumbers { get; init; }

    /// <summary>How many items there are is printed beneath the table.</summary>
    public bool IsCounted { get; init; }

    /// <summary>Few articles that are bought again and again, so that many rows are equal.</summary>
    public bool IsRepeating { get; init; }

    /// <summary>What long invoices look like: everything that can be counted; wrapped texts; and hardly anything to go by.</summary>
    public static IReadOnlyList<TableLayout> All { get; } =
    [
        new("numbered", TableWords.English) { IsNumbered = true, IsCarried = true, HasTitlesOnEachPage = true, HasPageNumbers = true, IsCounted = true },
        new("wrapped", TableWords.German) { IsWrapped = true, IsCarried = true, HasTitlesOnEachPage = true, HasPageNumbers = true },
        new("repeating", TableWords.French) { IsRepeating = true, HasPageNumbers = true },
        new("bare", TableWords.English),
        new("foreign", TableWords.Icelandic) { IsNumbered = true, IsCarried = true, HasTitlesOnEachPage = true },
        new("foreign bare", TableWords.Icelandic) { IsWrapped = true, IsCarried = true },
    ];
}
