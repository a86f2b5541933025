using System.Globalization;

namespace DocExtract.Pages.Images.Decoding;

/// <summary>What a decoder learns of its surroundings: where the runtime is, and no key, connection string or setting of the product.</summary>
internal static class DecoderEnvironment
{
    private static readonly string[] Needed = ["PATH", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

    public static void Reduce(IDictionary<string, string?> variables, long memory)
    {
        foreach (string name in variables.Keys.Where(name => !Needed.Contains(name) && !name.StartsWith("DOTNET_", StringComparison.Ordinal)).ToList())
        {
            variables.Remove(name);
        }

        variables["DOTNET_EnableDiagnostics"] = "0";

        // Without a limit of its own the collector maps hundreds of gigabytes of addresses.
        variables["DOTNET_GCHeapHardLimit"] = memory.ToString("X", CultureInfo.InvariantCulture);
        variables["DOTNET_TieredPGO"] = "0";
    }
}
