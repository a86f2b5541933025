namespace DocExtract.Worker.Batches;

/// <summary>The files that a person means by some paths.</summary>
internal static class BatchFiles
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".pdf", ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif", ".gif", ".bmp", ".xml",
    };

    /// <summary>Files as named; of folders, with all below them, what looks like a document by its extension. Sorted by path.</summary>
    /// <exception cref="FormatException">A path that does not exist, or nothing to read at all.</exception>
    public static IReadOnlyList<FileInfo> Find(IEnumerable<string> paths)
    {
        List<FileInfo> files = [.. paths.SelectMany(Expand).DistinctBy(file => file.FullName).OrderBy(file => file.FullName, StringComparer.Ordinal)];
        return files.Count > 0 ? files : throw new FormatException("There are no documents in these folders (PDF, picture or XML files).");
    }

    /// <summary>Whether a file of a folder is taken for a document: by its extension, and not hidden.</summary>
    public static bool LooksLikeDocument(FileInfo file) => Extensions.Contains(file.Extension) && !file.Name.StartsWith('.');

    private static IEnumerable<FileInfo> Expand(string path) =>
        File.Exists(path) ? [new FileInfo(path)]
        : Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Where(LooksLikeDocument)
        : throw new FormatException($"There is no file or folder {path}.");
}
