namespace DocExtract.Checks.Arithmetic;

/// <summary>One way in which a declared check may hold, with the amounts of a reading in it: what is worked out beside what was read.</summary>
/// <param name="Field">What should hold the result.</param>
/// <param name="Of">What is added or multiplied.</param>
/// <param name="Minus">What is subtracted.</param>
/// <param name="By">What is divided by.</param>
internal abstract record Equation(Term Field, IReadOnlyList<Term> Of, IReadOnlyList<Term> Minus, IReadOnlyList<Term> By)
{
    /// <summary>What it says of the document where it holds, as the check declares it; null for nothing.</summary>
    public string? Means { get; init; }

    /// <summary>The left side, for people.</summary>
    public abstract string Text { get; }

    /// <summary>The largest difference that rounding explains.</summary>
    public abstract decimal Tolerance { get; }

    /// <summary>Compares with a number of the check's own: it may excuse (nothing is due), but tells nothing when it does not hold.</summary>
    public bool IsConstant => Of.Concat(Minus).All(term => term.IsConstant);

    public bool Holds => Try(() => Tolerance - Math.Abs(Work() - Field.Sum)) >= 0;

    /// <summary>What is worked out less what was read; null where it cannot be worked out: values beyond 28 digits are no amounts.</summary>
    public decimal? Gap => Try(() => Work() - Field.Sum);

    private IEnumerable<Term> Parts => Of.Concat(Minus).Concat(By).Append(Field);

    /// <summary>The fields that take part, also optional ones that were not read.</summary>
    public IEnumerable<string> Pointers => Parts.SelectMany(term => term.Pointers);

    /// <summary>Pointers as the check has them, with <c>*</c> for every row.</summary>
    public IEnumerable<string> Patterns => Parts.Where(term => !term.IsConstant).Select(term => term.Pattern);

    public bool Names(string pointer) => Parts.Any(term => term.Names(pointer));

    /// <summary>The same with another amount in one field.</summary>
    public Equation With(string pointer, decimal amount) => this with
    {
        Field = Field.With(pointer, amount),
        Of = With(Of, pointer, amount),
        Minus = With(Minus, pointer, amount),
        By = With(By, pointer, amount),
    };

    /// <summary>The amount that a field must have so that it holds, and how far from it rounding may take it; null where no amount helps.</summary>
    public (decimal Amount, decimal Slack)? Needed(string pointer)
    {
        // The gap is linear in every factor and summand, and in the reciprocal of a divisor: two points tell where it is nothing.
        bool divides = By.Any(term => term.Names(pointer));
        var (one, other) = divides ? (1m, 0.5m) : (0m, 1m);
        if (With(pointer, one).Gap is not { } first || With(pointer, other).Gap is not { } second
            || Try(() => first / (first - second)) is not { } steps || Try(() => divides ? 1 / (1 + steps) : steps) is not { } amount)
        {
            return null;
        }

        return divides ? (amount, 0) : Try(() => With(pointer, amount).Tolerance / Math.Abs(second - first)) is { } slack ? (amount, slack) : null;
    }

    protected abstract decimal Work();

    protected static IEnumerable<string> Shown(IEnumerable<Term> terms) => terms.Where(term => term.Count > 0).Select(term => term.Show());

    private static IReadOnlyList<Term> With(IReadOnlyList<Term> terms, string pointer, decimal amount) =>
        terms.Any(term => term.Names(pointer)) ? [.. terms.Select(term => term.With(pointer, amount))] : terms;

    private static decimal? Try(Func<decimal> work)
    {
        try
        {
            return work();
        }
        catch (Exception none) when (none is OverflowException or DivideByZeroException)
        {
            return null;
        }
    }
}
