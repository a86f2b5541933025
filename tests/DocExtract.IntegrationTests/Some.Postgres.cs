using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests;

internal static partial class Some
{
    /// <summary>A statement that fails is not tried again.</summary>
    public static readonly Patience NoPatience = new(TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
}
