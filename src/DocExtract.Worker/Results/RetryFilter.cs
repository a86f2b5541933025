namespace DocExtract.Worker.Results;

/// <summary>Which documents are to be read once more: those that everything given holds for.</summary>
internal sealed record RetryFilter
{
    /// <summary>The very documents; a part stands for its file.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>A rejection code, or the rule of a finding.</summary>
    public string? Reason { get; init; }

    public string? Reader { get; init; }

    /// <summary>First and last day (UTC) on which they were finished.</summary>
    public DateOnly? Since { get; init; }

    /// <inheritdoc cref="Since"/>
    public DateOnly? Until { get; init; }

    public string? SchemaVersion { get; init; }

    public string? Type { get; init; }

    public string? Status { get; init; }

    /// <summary>Whether accepted documents may be read once more.</summary>
    public bool Accepted { get; init; }

    /// <summary>Whether it holds for everything: <see cref="Accepted"/> alone narrows nothing.</summary>
    public bool IsEmpty => Ids.Count == 0 && Since is null && Until is null && (Reason ?? Reader ?? SchemaVersion ?? Type ?? Status) is null;
}
