namespace DocExtract.Samples.Model;

/// <summary>Rounding of amounts, as invoices do it.</summary>
internal static class Money
{
    public static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>To the nearest multiple of <paramref name="step"/>, such as 0.05 for Swiss francs.</summary>
    public static decimal RoundTo(decimal amount, decimal step) => Math.Round(amount / step, 0, MidpointRounding.AwayFromZero) * step;
}
