using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Fields;

/// <summary>The amounts of a document that depend on each other.</summary>
internal sealed record Totals
{
    public Candidate<Money>? Total { get; init; }

    public Candidate<Money>? Subtotal { get; init; }

    public Candidate<Money>? Tax { get; init; }

    public Candidate<Money>? Discount { get; init; }

    public Candidate<Money>? Charge { get; init; }

    /// <summary>Whether subtotal, discount, charge and tax give the total.</summary>
    public bool AddUp { get; init; }

    public double Score { get; init; }
}
