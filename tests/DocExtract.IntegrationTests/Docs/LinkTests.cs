using System.Text.RegularExpressions;

namespace DocExtract.IntegrationTests.Docs;

public sealed partial class LinkTests
{
    public static TheoryData<string> Every => [.. Pages.All];

    [Theory]
    [MemberData(nameof(Every))]
    public void Every_link_leads_to_a_file_and_a_heading_that_are_there(string page)
    {
        var lost = Links(page).Where(link => !IsThere(link.Path, link.Anchor)).Select(link => link.Text).ToList();

        Assert.True(lost.Count == 0, $"{page}: {string.Join(' ', lost)}");
    }

    [Fact]
    public void Every_page_is_reached_from_the_readme()
    {
        HashSet<string> reached = [Pages.Index];
        for (var next = new Queue<string>(reached); next.TryDequeue(out string? page);)
        {
            foreach (string target in Links(page).Select(link => Path.GetRelativePath(Some.RepositoryPath(), link.Path)).Where(Pages.All.Contains).Where(reached.Add))
            {
                next.Enqueue(target);
            }
        }

        Assert.Equal("", string.Join(' ', Pages.All.Except(reached)));
    }

    private static IEnumerable<(string Text, string Path, string? Anchor)> Links(string page)
    {
        string file = Some.RepositoryPath(page);
        foreach (string target in Link().Matches(WithoutCode(File.ReadAllText(file))).Select(link => link.Groups["target"].Value).Where(target => !Address().IsMatch(target)))
        {
            string[] parts = target.Split('#', 2);
            string path = parts[0].Length == 0 ? file : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, parts[0]));
            yield return (target, path, parts.Length > 1 ? parts[1] : null);
        }
    }

    private static bool IsThere(string path, string? anchor) =>
        anchor is null ? Path.Exists(path) : File.Exists(path) && Anchors(File.ReadAllText(path)).Contains(anchor);

    /// <summary>As GitHub names headings: small letters, hyphens for spaces, no other signs; a number behind those that are there already.</summary>
    private static IEnumerable<string> Anchors(string text)
    {
        var names = Heading().Matches(Fenced().Replace(text, "")).Select(heading => Sign().Replace(heading.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));
        return names.GroupBy(name => name).SelectMany(same => same.Select((name, i) => i == 0 ? name : $"{name}-{i}"));
    }

    private static string WithoutCode(string text) => Inline().Replace(Fenced().Replace(text, ""), "``");

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("^[a-z]+:")]
    private static partial Regex Address();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Inline();

    [GeneratedRegex("^#{1,6} (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex Sign();
}
