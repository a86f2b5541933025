namespace DocExtract.Checks.Arithmetic;

/// <summary>A row's field is the product of others, such as quantity times unit price.</summary>
/// <param name="Field">The product.</param>
/// <param name="Of">The factors.</param>
/// <param name="Minus">What is subtracted from the product.</param>
/// <param name="By">What is divided by.</param>
/// <param name="MinorUnit">The currency's.</param>
internal sealed record ProductEquation(Term Field, IReadOnlyList<Term> Of, IReadOnlyList<Term> Minus, IReadOnlyList<Term> By, decimal MinorUnit)
    : Equation(Field, Of, Minus, By)
{
    public override string Text => string.Join(" x ", Of.Select(term => term.Show())) + string.Concat(By.Select(term => $" / {term.Show()}"))
        + string.Concat(Shown(Minus).Select(term => $" - {term}"));

    public override decimal Tolerance => MinorUnit + Math.Abs(Of.Sum(Slack) / Divisor);

    private decimal Divisor => By.Aggregate(1m, (product, term) => product * term.Sum);

    protected override decimal Work() => (Of.Aggregate(1m, (product, term) => product * term.Sum) / Divisor) - Minus.Sum(term => term.Sum);

    /// <summary>What a factor's own rounding (half of its last decimal, at least the minor unit's) makes of the product; whole numbers are exact counts.</summary>
    private decimal Slack(Term factor) => factor.Sum == decimal.Truncate(factor.Sum) ? 0
        : Of.Where(term => term != factor).Aggregate(1m, (product, term) => product * Math.Abs(term.Sum))
            * Math.Min(new decimal(1, 0, 0, false, factor.Sum.Scale), MinorUnit) / 2;
}
