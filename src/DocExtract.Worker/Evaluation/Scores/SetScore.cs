using DocExtract.Worker.Evaluation.Comparison;

namespace DocExtract.Worker.Evaluation.Scores;

/// <summary>How the readings of a set compare with its truth.</summary>
internal sealed record SetScore
{
    /// <summary>Header fields, in the order in which the truth names them.</summary>
    public required IReadOnlyList<FieldScore> Fields { get; init; }

    /// <summary>Seller names that are right or alike (see <see cref="FieldResult.AlikeName"/>).</summary>
    public required Rate SellerAlike { get; init; }

    /// <summary>Receipts whose total, date and seller (by likeness) are right, of those that print all three.</summary>
    public required Rate ReceiptsAllThree { get; init; }

    /// <summary>Documents without a wrong, missing or invented header field.</summary>
    public required Rate Headers { get; init; }

    /// <summary>Documents whose header and item table are right in every cell, without a row too many.</summary>
    public required Rate Everything { get; init; }

    /// <summary>Null where no truth holds an item table.</summary>
    public required LineScore? Lines { get; init; }

    /// <summary>Verdicts that are as the manifest expects.</summary>
    public required Rate Verdicts { get; init; }

    public required Rate Accepted { get; init; }

    /// <summary>Totals that are right among the accepted documents.</summary>
    public required Rate TotalsOfAccepted { get; init; }

    /// <summary>Headers that are right among the accepted documents.</summary>
    public required Rate HeadersOfAccepted { get; init; }

    public required int Pages { get; init; }

    /// <summary>Mean time of a page while others are being read beside it.</summary>
    public required double SecondsPerPage { get; init; }

    public static SetScore Of(IReadOnlyList<DocumentResult> documents)
    {
        var rows = documents.Where(document => document.Rows is not null).ToList();
        var headers = documents.Where(document => document.HasHeader()).ToList();
        var accepted = headers.Where(document => document.IsAccepted()).ToList();
        int pages = documents.Sum(document => document.Pages);
        return new SetScore
        {
            Fields = OfFields(documents),
            SellerAlike = Share(Printed(documents, "seller.name"), field => field.IsAlike()),
            ReceiptsAllThree = Share(documents.Where(IsFullReceipt), document => Three(document).All(field => field.IsAlike())),
            Headers = Share(headers, document => document.IsHeaderRight()),
            Everything = Share(headers, document => document.IsHeaderRight() && document.AreLinesRight()),
            Lines = rows.Count == 0 ? null : LineScore.Of(rows.SelectMany(document => document.Rows!)),
            Verdicts = Share(documents.Where(document => document.VerdictAsExpected is not null), document => document.VerdictAsExpected == true),
            Accepted = Share(documents, document => document.IsAccepted()),
            TotalsOfAccepted = Share(Printed(accepted, "total"), field => field.IsGood()),
            HeadersOfAccepted = Share(accepted, document => document.IsHeaderRight()),
            Pages = pages,
            SecondsPerPage = documents.Sum(document => document.Seconds) / Math.Max(1, pages),
        };
    }

    private static IReadOnlyList<FieldScore> OfFields(IReadOnlyList<DocumentResult> documents) =>
    [
        .. documents.SelectMany(document => document.Fields).GroupBy(result => result.Field).Select(field => FieldScore.Of(
            field.Key, field, documents.Count(document => document.Complete && document.Field(field.Key) is null))),
    ];

    private static IEnumerable<FieldResult> Printed(IEnumerable<DocumentResult> documents, string field) =>
        documents.Select(document => document.Field(field)).OfType<FieldResult>().Where(result => result.Truth is not null);

    private static bool IsFullReceipt(DocumentResult document) =>
        document.Field("document_type")?.Truth == "receipt" && Three(document).Count(field => field.Truth is not null) == 3;

    private static IEnumerable<FieldResult> Three(DocumentResult document) =>
        Printed([document], "total").Concat(Printed([document], "date")).Concat(Printed([document], "seller.name"));

    private static Rate Share<T>(IEnumerable<T> of, Func<T, bool> isRight)
    {
        var all = of.ToList();
        return new Rate(all.Count(isRight), all.Count);
    }
}
