using System.Diagnostics;
using System.Globalization;
using DocExtract.Checks;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.History;

/// <summary>How a document is related to one stored before it.</summary>
internal enum Kinship
{
    /// <summary>The same bytes in another blob.</summary>
    Content,

    /// <summary>The same pages in another file: scanned or printed again.</summary>
    Scan,

    /// <summary>The same seller, number, date and total.</summary>
    Invoice,

    /// <summary>The same seller and number with other values.</summary>
    Reissue,

    /// <summary>It says that it corrects the other.</summary>
    Correction,

    /// <summary>One credits the other.</summary>
    Credit,

    /// <summary>It names the other, such as an instalment that was invoiced before.</summary>
    Reference,

    /// <summary>The same content, read anew because somebody asked for it.</summary>
    Reread,
}

/// <summary>What tells the kinship of two documents.</summary>
/// <param name="Identity">By what a business knows it.</param>
/// <param name="Print">By what its pages are recognised.</param>
internal sealed record Relative(Identity Identity, Pages.DocumentPrint Print);

/// <summary>Tells how documents are related; pure.</summary>
internal static class Kin
{
    /// <summary>A number as short as that may begin anew with the year.</summary>
    private const int ShortNumber = 4;

    /// <summary>Null for two documents that have nothing to do with each other, such as monthly invoices of one amount.</summary>
    public static Kinship? Of(Relative later, Relative earlier)
    {
        var (mine, theirs) = (later.Identity, earlier.Identity);
        return mine.IsCredit != theirs.IsCredit ? IsCredited(mine, theirs) ? Kinship.Credit : null
            : IsSame(later, earlier) ? later.Print.HasWordsOf(earlier.Print) || later.Print.LooksLike(earlier.Print) ? Kinship.Scan : Kinship.Invoice
            : !mine.HasSameSeller(theirs) ? null
            : mine.HasVeryNumber(theirs) && !mine.IsReceipt && !MayBeginAnew(mine, theirs) ? Kinship.Reissue
            : !mine.RefersTo(theirs) ? null
            : mine.IsCorrection ? Kinship.Correction
            : Kinship.Reference;
    }

    /// <summary>Whether paying both would be paying twice for the very same.</summary>
    public static bool IsSame(Kinship kind) => kind is Kinship.Content or Kinship.Scan or Kinship.Invoice or Kinship.Reread;

    /// <summary>A person decides which one is paid, unless nothing more is asked for: a credit note, a document that merely names another.</summary>
    public static Severity SeverityOf(Kinship kind) =>
        kind is Kinship.Credit or Kinship.Reference or Kinship.Reread ? Severity.Info : Severity.Error;

    public static string RuleOf(Kinship kind) => kind switch
    {
        Kinship.Content or Kinship.Scan or Kinship.Invoice => "duplicate",
        Kinship.Reissue => "reissued",
        Kinship.Correction => "corrects",
        Kinship.Credit => "credit-note",
        Kinship.Reference => "refers",
        Kinship.Reread => "read-again",
        _ => throw new UnreachableException(),
    };

    public static string Sentence(Kinship kind, Identity later, StoredRelative earlier)
    {
        string before = $"document {earlier.Id} ({earlier.Name}, {(earlier.Status == "accepted" ? "accepted" : "under review")})";
        var theirs = earlier.Kin.Identity;
        return kind switch
        {
            Kinship.Scan => $"The same pages as {before}: {theirs}, scanned or printed again. Pay only one.",
            Kinship.Invoice => $"The same as {before}: {theirs}.{Besides(later, theirs)} Pay only one.",
            Kinship.Reissue => $"The number {theirs.Number} was used before, in {before}, with other values: {(Differences(later, theirs) is { Length: > 0 } all ? all : "the seller's name or what cannot be read differs")}. Find out which one holds.",
            Kinship.Correction => $"It corrects {before}: {theirs}. {Differences(later, theirs)}. Pay only one.",
            Kinship.Credit when later.IsCredit => $"It credits {before}: {Credited(later)} of {Money(theirs)}.",
            Kinship.Credit => $"It is credited by {before}: {Credited(theirs)} of {Money(later)}.",
            Kinship.Reference => $"It names {before}: {theirs}.",
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Where they differ, in words; empty where nothing does.</summary>
    public static string Differences(Identity later, Identity earlier) => string.Join(", ", new[]
    {
        later.Total == earlier.Total && later.Currency == earlier.Currency ? null : $"total {Money(earlier)} then, {Money(later)} now",
        later.Date == earlier.Date ? null : $"date {Date(earlier)} then, {Date(later)} now",
        later.Iban is null || earlier.Iban is null || later.Iban == earlier.Iban ? null : $"IBAN {earlier.Iban} then, {later.Iban} now",
    }.OfType<string>());

    /// <summary>Either all of number, date and total; or the same pages, of which nothing that was read says otherwise.</summary>
    private static bool IsSame(Relative later, Relative earlier)
    {
        var (mine, theirs) = (later.Identity, earlier.Identity);
        bool contradicts = mine.Number is not null && theirs.Number is not null && !mine.HasSameNumber(theirs);
        return mine.MayHaveSameSeller(theirs) && !contradicts && mine.HasSameDateAndTotal(theirs)
            && (mine.HasSameNumber(theirs)
                || later.Print.HasWordsOf(earlier.Print) || later.Print.LooksLike(earlier.Print)
                || (mine.Time is not null && mine.Time == theirs.Time && mine.HasSameSeller(theirs)));
    }

    private static bool IsCredited(Identity mine, Identity theirs) => mine.HasSameSeller(theirs)
        && (mine.RefersTo(theirs) || theirs.RefersTo(mine) || mine.HasVeryNumber(theirs));

    private static bool MayBeginAnew(Identity mine, Identity theirs) =>
        mine.Number!.Count(char.IsLetterOrDigit) <= ShortNumber && mine.Date?.Year != theirs.Date?.Year;

    private static string Besides(Identity later, Identity earlier) => Differences(later, earlier) is { Length: > 0 } all ? $" They differ: {all}." : "";

    private static string Credited(Identity credit) => credit.Total is { } total ? Identity.Money(Math.Abs(total), credit.Currency) : "an unknown amount";

    private static string Money(Identity identity) => identity.Total is { } total ? Identity.Money(total, identity.Currency) : "none";

    private static string Date(Identity identity) => identity.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "none";
}
