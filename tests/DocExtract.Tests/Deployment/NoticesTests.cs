using System.Text.Json.Nodes;

namespace DocExtract.Tests.Deployment;

public sealed class NoticesTests
{
    private const string BuildOnly = "Microsoft.CodeAnalysis.";

    [Fact]
    public void Every_package_of_the_worker_is_named_in_the_notices()
    {
        var lockFile = JsonNode.Parse(File.ReadAllText(Some.RepositoryPath("src", "DocExtract.Worker", "packages.lock.json")))!;
        string notices = File.ReadAllText(Some.RepositoryPath("THIRD-PARTY-NOTICES.md"));

        var packages = lockFile["dependencies"]!.AsObject().SelectMany(framework => framework.Value!.AsObject())
            .Where(package => package.Value!["type"]!.GetValue<string>() != "Project")
            .Select(package => package.Key)
            .Where(name => !name.StartsWith(BuildOnly, StringComparison.Ordinal) && !name.StartsWith("NetVips.Native.", StringComparison.Ordinal))
            .Distinct();

        Assert.All(packages, name => Assert.Contains($"| {name} ", notices, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_native_part_of_npm_is_named_in_the_notices()
    {
        var package = JsonNode.Parse(File.ReadAllText(Some.RepositoryPath("package.json")))!;
        string notices = File.ReadAllText(Some.RepositoryPath("THIRD-PARTY-NOTICES.md"));

        var parts = new[] { "dependencies", "devDependencies" }.SelectMany(group => package[group]!.AsObject()).Select(part => part.Key);

        Assert.All(parts, name => Assert.Contains(name, notices, StringComparison.Ordinal));
    }
}
