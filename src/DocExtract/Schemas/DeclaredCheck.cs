namespace DocExtract.Schemas;

/// <summary>A rule between fields, from a type's <c>checks.json</c>. Pointers may hold <c>*</c> for every row.</summary>
public sealed record DeclaredCheck
{
    /// <summary>Name shown in findings, such as <c>total</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>sum</c>, <c>product</c> or <c>order</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The field that must hold the result: the sum, the product, or the later date.</summary>
    public required string Field { get; init; }

    /// <summary>What is added, multiplied, or the earlier date.</summary>
    public required IReadOnlyList<string> Of { get; init; }

    /// <summary>What is subtracted (sums only).</summary>
    public IReadOnlyList<string> Minus { get; init; } = [];

    /// <summary>Whether a broken rule stops acceptance (<c>error</c>) or is only told (<c>warning</c>).</summary>
    public string Severity { get; init; } = "error";
}
