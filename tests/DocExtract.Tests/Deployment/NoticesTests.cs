using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace DocExtract.Tests.Deployment;

public sealed class NoticesTests
{
    private const string BuildOnly = "Microsoft.CodeAnalysis.";

    /// <summary>What is missing is told as the rows to write, as far as the packages themselves say it.</summary>
    [Fact]
    public void Every_package_of_the_worker_is_named_in_the_notices() =>
        Assert.Equal([], Packages().Where(package => !Named().Contains(package.Key, StringComparer.OrdinalIgnoreCase)).Select(package => Row(package.Key, package.Value)));

    [Fact]
    public void Every_package_in_the_notices_is_one_of_the_workers() =>
        Assert.Equal([], Named().Where(name => !name.StartsWith("NetVips.Native", StringComparison.Ordinal)).Except(Packages().Keys, StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void Every_native_part_of_npm_is_named_in_the_notices()
    {
        var package = JsonNode.Parse(File.ReadAllText(Some.RepositoryPath("package.json")))!;
        string notices = File.ReadAllText(Some.RepositoryPath("THIRD-PARTY-NOTICES.md"));

        var parts = new[] { "dependencies", "devDependencies" }.SelectMany(group => package[group]!.AsObject()).Select(part => part.Key);

        Assert.All(parts, name => Assert.Contains(name, notices, StringComparison.Ordinal));
    }

    /// <summary>The worker's packages with their versions.</summary>
    private static Dictionary<string, string> Packages()
    {
        var lockFile = JsonNode.Parse(File.ReadAllText(Some.RepositoryPath("src", "DocExtract.Worker", "packages.lock.json")))!;
        return lockFile["dependencies"]!.AsObject().SelectMany(framework => framework.Value!.AsObject())
            .Where(package => (string?)package.Value!["type"] != "Project")
            .Where(package => !package.Key.StartsWith(BuildOnly, StringComparison.Ordinal) && !package.Key.StartsWith("NetVips.Native.", StringComparison.Ordinal))
            .GroupBy(package => package.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(package => package.Key, package => (string)package.First().Value!["resolved"]!, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The first cells of the table of packages.</summary>
    private static List<string> Named()
    {
        string notices = File.ReadAllText(Some.RepositoryPath("THIRD-PARTY-NOTICES.md"));
        string table = notices[notices.IndexOf("### .NET packages", StringComparison.Ordinal)..notices.IndexOf("### PDFium", StringComparison.Ordinal)];
        return [.. table.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Split('|')[1].Trim().Split(' ')[0])];
    }

    private static string Row(string name, string version)
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string small = name.ToLowerInvariant();
        string description = Path.Combine(packages, small, version, $"{small}.nuspec");
        var said = File.Exists(description) ? XDocument.Load(description).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value) : null;
        return $"| {name} | {said?["license"].FirstOrDefault() ?? "?"} | {said?["copyright"].FirstOrDefault() ?? said?["authors"].FirstOrDefault() ?? "?"} |";
    }
}
