using System.Globalization;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.Worker.Results;

/// <summary>What models may cost, and for how long their answers are given again.</summary>
/// <param name="Document">The most that one file may cost, over all attempts; null for no limit.</param>
/// <param name="Day">The most that all files may cost in a day (UTC); null for no limit.</param>
/// <param name="CacheMaxAge">How old an answer may be to be given again; zero: each question is asked.</param>
internal sealed record ModelBudgets(decimal? Document, decimal? Day, TimeSpan CacheMaxAge)
{
    /// <exception cref="BudgetExceededException">The reservation passes a budget.</exception>
    public void Check(PlannedCall planned, Reservation reservation)
    {
        Check(planned, "a document", reservation.DocumentCost, Document, "DocumentBudget");
        Check(planned, "this day (UTC)", reservation.DayCost, Day, "DayBudget");
    }

    /// <summary>What costs nothing passes no budget, not even one that is passed already.</summary>
    private static void Check(PlannedCall planned, string of, decimal cost, decimal? budget, string setting)
    {
        if (cost > budget && planned.ReservedCost > 0)
        {
            throw new BudgetExceededException(string.Create(
                CultureInfo.InvariantCulture,
                $"The next call to {planned.Model} may cost {planned.ReservedCost:0.####} and pass the budget of {budget} for {of}, of which {cost - planned.ReservedCost:0.####} is spent or set aside. Raise Vision__{setting} and read it again, or enter it by hand."));
        }
    }
}
