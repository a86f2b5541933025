namespace DocExtract.Schemas;

/// <summary>
/// A rule between fields, from a type's <c>checks.json</c>. Pointers may hold <c>*</c> for every row; one that ends with
/// <c>?</c> may be absent and then counts as nothing; a number stands for itself. A rule with any other field absent is not judged.
/// </summary>
public sealed record DeclaredCheck
{
    /// <summary>Name shown in findings, such as <c>total</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="CheckRules.Names"/>.</summary>
    public required string Rule { get; init; }

    /// <summary>The field that is judged: the sum, the product, the share, the later date, the identifier itself, or what must be found (with <c>?</c>: unless it is zero).</summary>
    public required string Field { get; init; }

    /// <summary>What is added or multiplied, the base and the rate in percent, or the earlier dates.</summary>
    public IReadOnlyList<string> Of { get; init; } = [];

    /// <summary>What is subtracted (sums and products).</summary>
    public IReadOnlyList<string> Minus { get; init; } = [];

    /// <summary>What is divided by (products).</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Other equations that satisfy the rule just as well, such as prices that include tax (sums and products).</summary>
    public IReadOnlyList<CheckAlternative> Or { get; init; } = [];

    /// <summary>Values of which each was rounded on its own before it came in here; each widens the tolerance by half a minor unit.</summary>
    public IReadOnlyList<string> Rounds { get; init; } = [];

    /// <summary>The values that the field may have (rule <c>allowed</c>).</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>
    /// Whether a broken rule stops acceptance (<c>error</c>) or is only told (<c>warning</c>). A product that is only told stops all the
    /// same where one of its numbers is not printed.
    /// </summary>
    public string Severity { get; init; } = "error";

    /// <summary>The rule's own equation, then the others.</summary>
    internal IEnumerable<CheckAlternative> Equations =>
        Or.Select(other => other with { Field = other.Field ?? Field })
            .Prepend(new CheckAlternative { Field = Field, Of = Of, Minus = Minus, By = By });
}

/// <summary>Another equation that satisfies a <see cref="DeclaredCheck"/>.</summary>
public sealed record CheckAlternative
{
    /// <summary>The field that holds the result; the check's own where absent.</summary>
    public string? Field { get; init; }

    public required IReadOnlyList<string> Of { get; init; }

    public IReadOnlyList<string> Minus { get; init; } = [];

    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>What it says of the document, as a sentence, where this is the equation that holds; null where that says nothing.</summary>
    public string? Means { get; init; }
}
