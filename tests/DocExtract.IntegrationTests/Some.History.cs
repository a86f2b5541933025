using System.Globalization;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests;

internal static partial class Some
{
    /// <summary>An accepted invoice of a seller, as a reader would give it.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="date">Its date.</param>
    /// <param name="total">Its total in euros.</param>
    /// <param name="file">What tells its bytes apart.</param>
    /// <param name="more">Other values, as JSON members.</param>
    /// <param name="seller">Who issued it.</param>
    public static Extraction AcceptedInvoice(
        string number = "2026-0042", string date = "2026-03-02", decimal total = 120.00m, string file = "a", string more = "", string seller = "Birchwood Paper Ltd") =>
        Extraction(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"invoice_number":"{{number}}","invoice_date":"{{date}}","currency":"EUR","total":{{total}},"seller":{"name":"{{seller}}"}{{more}}}""")) with
        {
            Sha256 = SourceFileHash(file),
            Verdict = Verdict.Accepted,
            SchemaVersion = "0123456789ab",
        };

    /// <summary>A file that holds several documents, a page each.</summary>
    public static Extraction SplitFile(params IEnumerable<Extraction> parts) => new()
    {
        File = "batch.pdf",
        Sha256 = new string('b', 64),
        Pages = parts.Count(),
        Verdict = parts.Max(part => part.Verdict),
        Parts = [.. parts.Select((part, i) => part with { Place = new PartPlace(i + 1, i + 1, i + 1, null) })],
    };

    /// <summary>Claims a new document and stores a result for it; gives its id.</summary>
    public static async Task<long> StoreAsync(DocumentStore store, Extraction extraction, bool again = false)
    {
        var announcement = new Announcement(new Uri($"https://account.blob.core.windows.net/inbox/{Guid.NewGuid():n}.pdf"), "0x1", "invoice") { Again = again };
        var claim = Assert.IsType<ClaimAnswer.Granted>(await store.ClaimAsync(announcement, "worker", TimeSpan.FromMinutes(1), default)).Claim;
        Assert.True(await store.SaveAsync(claim, extraction, default));
        return claim.DocumentId;
    }

    private static string SourceFileHash(string text) => Sources.SourceFile.HashOf(System.Text.Encoding.UTF8.GetBytes(text));
}
