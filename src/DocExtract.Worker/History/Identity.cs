using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Schemas;

namespace DocExtract.Worker.History;

/// <summary>By what a business knows a document: who issued it, its number, its date and its amount.</summary>
internal sealed record Identity
{
    /// <summary>A prefix that two names share counts from here on: "Example Paper" and "Example Paper Ltd" are one seller.</summary>
    private const int ShortestPrefix = 6;

    /// <summary>Letters to each of which one may be misread.</summary>
    private const int LettersToAMisreading = 8;

    /// <summary>UNTDID 1001 codes that EN 16931 counts as credit notes.</summary>
    private static readonly HashSet<string> CreditNotes = ["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"];

    private const string CorrectedInvoice = "384";

    public string? Seller { get; private init; }

    public string? SellerVatId { get; private init; }

    public string? Number { get; private init; }

    public DateOnly? Date { get; private init; }

    public string? Time { get; private init; }

    public decimal? Total { get; private init; }

    public string? Currency { get; private init; }

    public string? PrecedingNumber { get; private init; }

    public string? Iban { get; private init; }

    public bool IsCredit { get; private init; }

    public bool IsCorrection { get; private init; }

    /// <summary>Numbers of receipts begin anew each day or roll: the same one with other values says nothing.</summary>
    public bool IsReceipt { get; private init; }

    public static Identity Of(JsonObject data)
    {
        string? Text(string field) => FieldValue.Find(data, field) is { } value && value.Value.GetValueKind() == JsonValueKind.String ? value.AsText() : null;
        string? code = Text("/invoice_type_code");
        decimal? total = FieldValue.Find(data, "/total")?.AsDecimal();
        return new Identity
        {
            Seller = Text("/seller/name"),
            SellerVatId = Key(Text("/seller/vat_id")),
            Number = Text("/invoice_number") ?? Text("/receipt_number"),
            Date = DateOnly.TryParseExact(Text("/invoice_date") ?? Text("/date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
            Time = Text("/time") is { Length: >= 5 } time ? time[..5] : null,
            Total = total,
            Currency = Text("/currency"),
            PrecedingNumber = Text("/preceding_invoice_number"),
            Iban = Key(Text("/iban"))?.ToUpperInvariant(),
            IsCredit = total < 0 || (code is not null && CreditNotes.Contains(code)),
            IsCorrection = code == CorrectedInvoice,
            IsReceipt = Text("/invoice_number") is null && Text("/invoice_date") is null,
        };
    }

    /// <summary>
    /// By what relatives and the seller's documents are looked up: two documents of which one look-up may find the other have a key in
    /// common.
    /// </summary>
    public IEnumerable<string> Keys => new[]
    {
        NumberKey(Number) is { } number ? $"number {number}" : null,
        NumberKey(PrecedingNumber) is { } preceding ? $"number {preceding}" : null,
        Date is { } date && Total is { } total ? string.Create(CultureInfo.InvariantCulture, $"amount {date:yyyy-MM-dd} {total:0.############################}") : null,
        Key(Seller) is { } name ? $"seller {name}" : null,
        SellerVatId is { } vatId ? $"seller {vatId}" : null,
    }.OfType<string>();

    public bool HasSameNumber(Identity other) => NumberKey(Number) is { } key && key == NumberKey(other.Number);

    /// <summary>Whether the number is the same letter by letter, and not only if letters were misread.</summary>
    public bool HasVeryNumber(Identity other) => Key(Number) is { } key && key == Key(other.Number);

    /// <summary>Whether this document names the other as the one it credits, corrects or follows.</summary>
    public bool RefersTo(Identity other) => NumberKey(PrecedingNumber) is { } key && key == NumberKey(other.Number);

    /// <summary>Told by the tax id, or by the name where one has none.</summary>
    public bool HasSameSeller(Identity other) =>
        (SellerVatId, other.SellerVatId) is ({ } mine, { } theirs) ? mine == theirs : HasSameSellerName(other);

    /// <summary>One misread tax id or name does not make another seller of one whose number, date and total are all the same.</summary>
    public bool MayHaveSameSeller(Identity other) =>
        Seller is null || other.Seller is null || HasSameSellerName(other) || (SellerVatId is not null && SellerVatId == other.SellerVatId);

    public bool HasSameDateAndTotal(Identity other) =>
        Date is not null && Total is not null && Date == other.Date && Total == other.Total && (Currency ?? other.Currency) == (other.Currency ?? Currency);

    /// <summary>For people: "Example Ltd 2026-17 of 2026-03-02 over 120.00 EUR".</summary>
    public override string ToString() => string.Join(' ', new[]
    {
        Seller, Number, Date is { } date ? $"of {date:yyyy-MM-dd}" : null, Total is { } total ? "over " + Money(total, Currency) : null,
    }.OfType<string>());

    public static string Money(decimal amount, string? currency) => $"{amount.ToString("#,##0.00##", CultureInfo.InvariantCulture)} {currency}".TrimEnd();

    /// <summary>Letters that OCR takes for digits count as digits, as in docextract.number_key.</summary>
    private static string? NumberKey(string? number) => Key(number) is { } key
        ? string.Concat(key.Select(c => c switch { 'o' => '0', 'i' or 'l' => '1', 's' => '5', 'b' => '8', 'z' => '2', _ => c }))
        : null;

    private static string? Key(string? text) => text is not null && Folding.Squeeze(text) is { Length: > 0 } key ? key : null;

    private bool HasSameSellerName(Identity other)
    {
        if (Key(Seller) is not { } mine || Key(other.Seller) is not { } theirs)
        {
            return false;
        }

        var (shorter, longer) = mine.Length <= theirs.Length ? (mine, theirs) : (theirs, mine);
        return mine == theirs
            || (shorter.Length >= ShortestPrefix && longer.StartsWith(shorter, StringComparison.Ordinal))
            || EditDistance.Of(mine, theirs) <= longer.Length / LettersToAMisreading;
    }
}
