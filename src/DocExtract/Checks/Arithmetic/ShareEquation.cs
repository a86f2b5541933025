namespace DocExtract.Checks.Arithmetic;

/// <summary>A row's field is so many percent of a base.</summary>
/// <param name="Field">The share.</param>
/// <param name="Base">Of what.</param>
/// <param name="Rate">In percent.</param>
/// <param name="MinorUnit">The currency's.</param>
/// <param name="Rounded">Values that were rounded before they came into the base.</param>
internal sealed record ShareEquation(Term Field, Term Base, Term Rate, decimal MinorUnit, int Rounded) : Equation(Field, [Base, Rate], [], [])
{
    public override string Text => $"{Terms.Show(Of[1].Sum)} % of {Of[0].Show()}";

    public override decimal Tolerance => MinorUnit * (2 + Rounded) / 2;

    // Printed rates are rounded too (5.5 % of what is 5.45 %), but one decimal is the least that is printed.
    protected override decimal Work() => Math.Round(Of[0].Sum / 100 * Of[1].Sum, 4);
}
