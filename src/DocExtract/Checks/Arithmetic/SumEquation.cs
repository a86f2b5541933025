namespace DocExtract.Checks.Arithmetic;

/// <summary>
/// A field is the sum of others. Each value may have been rounded on its own, so the sides may differ by half a minor unit of
/// the currency for every value that takes part; exactly that and no more.
/// </summary>
/// <param name="Field">The sum.</param>
/// <param name="Of">What is added.</param>
/// <param name="Minus">What is subtracted.</param>
/// <param name="MinorUnit">The currency's.</param>
/// <param name="Rounded">Values that were rounded before they came in.</param>
internal sealed record SumEquation(Term Field, IReadOnlyList<Term> Of, IReadOnlyList<Term> Minus, decimal MinorUnit, int Rounded)
    : Equation(Field, Of, Minus, [])
{
    public override string Text => string.Join(" + ", Shown(Of)) + string.Concat(Shown(Minus).Select(term => $" - {term}"));

    public override decimal Tolerance => (Field.Count + Of.Sum(term => term.Count) + Minus.Sum(term => term.Count) + Rounded) * MinorUnit / 2;

    protected override decimal Work() => Of.Sum(term => term.Sum) - Minus.Sum(term => term.Sum);
}
