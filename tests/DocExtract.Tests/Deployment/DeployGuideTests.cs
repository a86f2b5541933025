using System.Text.RegularExpressions;

namespace DocExtract.Tests.Deployment;

/// <summary>What docs/deploy-aks.md replaces in files is there to be replaced.</summary>
public sealed partial class DeployGuideTests
{
    private static readonly string Guide = File.ReadAllText(Some.RepositoryPath("docs", "deploy-aks.md"));

    [Fact]
    public void Everything_that_is_replaced_stands_in_its_file_once()
    {
        var replacements = Replacement().Matches(Guide);

        Assert.NotEmpty(replacements);
        Assert.All(replacements, replacement => Assert.Single(
            Regex.Matches(File.ReadAllText(Some.RepositoryPath(replacement.Groups["file"].Value.Split('/'))), Regex.Escape(replacement.Groups["old"].Value))));
    }

    [Fact]
    public void Variables_are_set_before_they_are_used()
    {
        string text = string.Concat(Block().Matches(Guide).Select(block => block.Groups["text"].Value));
        var set = Set().Matches(text).Select(match => (Name: match.Groups["name"].Value, match.Index)).ToLookup(match => match.Name, match => match.Index);

        Assert.All(
            Used().Matches(text).Where(match => match.Groups["name"].Value is not ("RANDOM" or "OPENAI_API_KEY")),
            match => Assert.Contains(set[match.Groups["name"].Value], place => place < match.Index));
    }

    [GeneratedRegex("""^sed -i "s/(?<old>[^/]+)/[^"]*" (?<file>\S+)$""", RegexOptions.Multiline)]
    private static partial Regex Replacement();

    [GeneratedRegex("^```sh\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?<=export .*)\b(?<name>[A-Z][A-Z_]+)=")]
    private static partial Regex Set();

    [GeneratedRegex(@"\$(?<name>[A-Z][A-Z_]+)")]
    private static partial Regex Used();
}
