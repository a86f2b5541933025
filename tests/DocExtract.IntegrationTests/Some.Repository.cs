using System.Runtime.CompilerServices;

namespace DocExtract.IntegrationTests;

internal static partial class Some
{
    /// <summary>A file or folder of this repository.</summary>
    public static string RepositoryPath(params string[] parts) => Path.GetFullPath(Path.Combine([TestsFolder(), "..", "..", .. parts]));

    private static string TestsFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
