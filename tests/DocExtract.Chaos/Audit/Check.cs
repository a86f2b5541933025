namespace DocExtract.Chaos.Audit;

/// <summary>Something that was promised, and whether it held.</summary>
/// <param name="Promise">A sentence.</param>
/// <param name="Broken">Where it did not, with ids; empty when it held.</param>
internal sealed record Check(string Promise, IReadOnlyList<string> Broken)
{
    public bool Holds => Broken.Count == 0;

    public static Check That(string promise, bool holds, FormattableString otherwise) =>
        new(promise, holds ? [] : [FormattableString.Invariant(otherwise)]);
}
