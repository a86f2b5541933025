namespace DocExtract.IntegrationTests.Docs;

/// <summary>The pages that people read: by their paths from the repository's folder.</summary>
internal static class Pages
{
    public const string Index = "README.md";

    public static IReadOnlyList<string> All { get; } =
    [
        Index, "CONTRIBUTING.md", "CHANGELOG.md", "THIRD-PARTY-NOTICES.md", "k8s/README.md", "samples/README.md",
        .. Directory.GetFiles(Some.RepositoryPath("docs"), "*.md").Order(StringComparer.Ordinal).Select(page => $"docs/{Path.GetFileName(page)}"),
    ];
}
