namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>The table of everything that can come over the wire.</summary>
internal static partial class WireCases
{
    public static IReadOnlyList<WireCase> All { get; } = [.. Statuses(), .. Headers(), .. Bodies(), .. Streams(), .. Ends(), .. Contents(), .. Usages()];
}
