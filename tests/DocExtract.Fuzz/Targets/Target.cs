namespace DocExtract.Fuzz.Targets;

/// <summary>One of the doors by which something from outside comes in.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="Share">Of a hundred inputs, how many are of this kind.</param>
/// <param name="IsText">Whether its inputs are texts.</param>
/// <param name="Seeds">Whole inputs.</param>
/// <param name="Tokens">What means something in them.</param>
/// <param name="TakeAsync">Takes an input as the product does, and says what became of it: one of the known outcomes. Throws nothing else.</param>
internal sealed record Target(
    string Name, double Share, bool IsText, IReadOnlyList<byte[]> Seeds, IReadOnlyList<byte[]> Tokens, Func<byte[], CancellationToken, Task<string>> TakeAsync);
