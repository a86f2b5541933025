namespace DocExtract.Worker.Outbox;

/// <summary>A finished document as it stands now, with the announcement that is to be sent of it.</summary>
internal sealed class FinishedDocument
{
    /// <summary>The announcement's id: the same at every destination, however often it is sent.</summary>
    public required Guid EventId { get; init; }

    /// <summary>How often it was sent, this time included.</summary>
    public required int Tries { get; init; }

    /// <summary>False where the document was queued again meanwhile: its next result has an announcement of its own.</summary>
    public required bool IsCurrent { get; init; }

    public required long Id { get; init; }

    /// <summary>The file that it is a part of, or it itself.</summary>
    public required long FileId { get; init; }

    public int? Part { get; init; }

    /// <summary>How many documents the file holds; null where it is one itself.</summary>
    public long? Parts { get; init; }

    public int? FirstPage { get; init; }

    public int? LastPage { get; init; }

    public required string Status { get; init; }

    public string? DocumentType { get; init; }

    public required string Uri { get; init; }

    public required string ETag { get; init; }

    public required DateTime FinishedAt { get; init; }

    public string? RejectionCode { get; init; }

    /// <summary>The rules of the findings that are errors, with commas between; null where there are none.</summary>
    public string? Reasons { get; init; }

    public string? Number { get; init; }

    public string? Date { get; init; }

    public string? Currency { get; init; }

    public decimal? Total { get; init; }

    public string? Seller { get; init; }
}
