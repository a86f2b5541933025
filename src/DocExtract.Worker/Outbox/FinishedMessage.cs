using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DocExtract.Worker.Outbox;

/// <summary>What is said of a finished document: a CloudEvent (https://github.com/cloudevents/spec), the same for every destination.</summary>
internal static class FinishedMessage
{
    /// <summary>A message on a queue holds 64 KiB, and a document may say anything.</summary>
    private const int MostOfText = 1000;

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <param name="document">What is announced.</param>
    /// <param name="includeData">Whether what was read is said too.</param>
    public static byte[] Of(FinishedDocument document, bool includeData) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        specversion = "1.0",
        id = document.EventId,
        source = "/docextract",
        type = "docextract.document.finished",
        subject = string.Create(CultureInfo.InvariantCulture, $"documents/{document.Id}"),
        time = document.FinishedAt,
        datacontenttype = "application/json",
        data = new
        {
            document_id = document.Id,
            file_id = document.FileId,
            part = document.Part,
            parts = document.Parts,
            first_page = document.FirstPage,
            last_page = document.LastPage,
            status = document.Status,
            document_type = document.DocumentType,
            uri = document.Uri,
            etag = document.ETag,
            finished_at = document.FinishedAt,
            rejection_code = document.RejectionCode,
            reasons = document.Reasons?.Split(',') ?? [],
            values = includeData ? Values(document) : null,
        },
    }, Json);

    private static object Values(FinishedDocument document) => new
    {
        number = Short(document.Number),
        date = document.Date,
        currency = Short(document.Currency),
        total = document.Total?.ToString(CultureInfo.InvariantCulture),
        seller = Short(document.Seller),
    };

    private static string? Short(string? text) => text?[..Math.Min(text.Length, MostOfText)];
}
