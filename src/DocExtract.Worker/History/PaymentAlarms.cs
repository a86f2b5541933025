using System.Globalization;
using DocExtract.Checks;

namespace DocExtract.Worker.History;

/// <summary>A document of the same seller that may be learnt from: accepted, or a value that a person gave or confirmed.</summary>
/// <param name="Id">The document.</param>
/// <param name="Iban">The account, without spaces; null where none is known.</param>
/// <param name="Total">The total; null of credit notes, and where it is not known for sure.</param>
/// <param name="Currency">Of the total.</param>
internal sealed record SellerDocument(long Id, string? Iban, decimal? Total, string? Currency);

/// <summary>What in a document does not fit what its seller sent before; pure.</summary>
internal static class PaymentAlarms
{
    /// <summary>Norway's; less is no account whose country could be told (ISO 13616).</summary>
    private const int ShortestIban = 15;

    /// <summary>Makes the median of absolute deviations comparable to a standard deviation (of a normal distribution).</summary>
    private const double ToStandardDeviation = 1.4826;

    /// <summary>What the findings are called.</summary>
    public static readonly IReadOnlyList<string> Rules = ["account-changed", "account-first", "account-country", "amount-unusual"];

    /// <param name="identity">The document.</param>
    /// <param name="country">The seller's country, two letters; null where unknown.</param>
    /// <param name="history">The seller's documents, the newest first.</param>
    /// <param name="options">How bad each alarm is.</param>
    public static IEnumerable<Finding> Judge(Identity identity, SellerCountry? country, IReadOnlyList<SellerDocument> history, HistoryOptions options)
    {
        var alarms = Accounts(identity, country, history, options);
        return Amount(identity, history, options) is { } amount ? alarms.Append(amount) : alarms;
    }

    private static IEnumerable<Finding> Accounts(Identity identity, SellerCountry? country, IReadOnlyList<SellerDocument> history, HistoryOptions options)
    {
        if (identity.Iban is not { } iban || history.Any(document => document.Iban == iban))
        {
            yield break;
        }

        if (history.FirstOrDefault(document => document.Iban is not null) is { } last)
        {
            int documents = history.Count(document => document.Iban is not null);
            yield return new Finding(
                "/iban", "account-changed", options.AccountChanged,
                $"The account {iban} is new: {Counted(documents)} of {identity.Seller} had {Known(history)}, the last of them document {last.Id}. Ask the seller in a way known from before, then confirm with docextract correct.");
        }
        else if (history.Count > 0)
        {
            yield return new Finding(
                "/iban", "account-first", options.AccountFirst,
                $"The account {iban} is the first that {identity.Seller} names: {Counted(history.Count)} had none.");
        }

        if (country is not null && iban.Length >= ShortestIban && SellerCountry.Normal(iban[..2]) != country.Code)
        {
            yield return new Finding(
                "/iban", "account-country", options.AccountCountry,
                $"The account {iban} is of {iban[..2]}, but the seller is of {country.Code}, as {country.Source} says.");
        }
    }

    /// <summary>Amounts of one seller spread by factors rather than by sums, so their logarithms are compared. The amounts stay decimal.</summary>
    private static Finding? Amount(Identity identity, IReadOnlyList<SellerDocument> history, HistoryOptions options)
    {
        List<decimal> totals = [.. history.Where(document => document.Total > 0 && document.Currency == identity.Currency).Select(document => document.Total!.Value).Order()];
        if (identity is not { Total: { } total and > 0, IsCredit: false } || totals.Count < options.AmountDocuments)
        {
            return null;
        }

        double[] logs = [.. totals.Select(amount => Math.Log((double)amount))];
        double median = Median(logs), away = Math.Abs(Math.Log((double)total) - median);
        double spread = ToStandardDeviation * Median([.. logs.Select(log => Math.Abs(log - median)).Order()]);
        if (away < Math.Log(options.AmountFactor) || away < options.AmountSpread * spread)
        {
            return null;
        }

        decimal middle = totals[totals.Count / 2];
        string factor = Math.Exp(away).ToString("#,##0.#", CultureInfo.InvariantCulture);
        return new Finding(
            "/total", "amount-unusual", options.AmountUnusual,
            $"{Identity.Money(total, identity.Currency)} is {(total > middle ? $"{factor} times" : $"one part in {factor} of")} what {identity.Seller} usually asks: the median of {totals.Count} accepted documents is {Identity.Money(middle, identity.Currency)}, the lowest {Identity.Money(totals[0], identity.Currency)}, the highest {Identity.Money(totals[^1], identity.Currency)}.");
    }

    private static double Median(double[] ordered) =>
        ordered.Length % 2 == 1 ? ordered[ordered.Length / 2] : (ordered[(ordered.Length / 2) - 1] + ordered[ordered.Length / 2]) / 2;

    private static string Counted(int documents) => documents == 1 ? "the one accepted document" : $"the {documents} accepted documents";

    private static string Known(IReadOnlyList<SellerDocument> history)
    {
        List<string> known = [.. history.Select(document => document.Iban).OfType<string>().Distinct()];
        return known.Count <= 2 ? string.Join(" or ", known) : $"{known.Count} others, such as {known[0]}";
    }
}
