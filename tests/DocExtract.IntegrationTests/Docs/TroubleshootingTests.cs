using System.Text.RegularExpressions;
using DocExtract.Sources;
using DocExtract.Worker.Commands;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Docs;

/// <summary>docs/troubleshooting.md names everything that DocExtract can say, and nothing that it cannot.</summary>
public sealed partial class TroubleshootingTests
{
    private static readonly string Page = File.ReadAllText(Some.RepositoryPath("docs", "troubleshooting.md"));

    [Fact]
    public void Every_code_of_a_rejection_is_there()
    {
        // Those of documents that were tried too often are no part of the engine.
        var given = Directory.GetFiles(Some.RepositoryPath("src", "DocExtract.Worker"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => GivenUp().Matches(File.ReadAllText(path))).Select(code => code.Groups["code"].Value).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Equal(["crashed", "failed"], given);
        AssertSame(Enum.GetValues<RejectionCode>().Select(WireNames.Of).Concat(given), "Rejected");
    }

    [Fact]
    public void Every_rule_of_a_finding_is_there() => AssertSame(FindingRules.All(), "Findings");

    [Fact]
    public void Every_exit_code_is_there()
    {
        var codes = typeof(ExitCode).GetFields().Select(field => $"{field.GetRawConstantValue()}");

        AssertSame(codes, "Exit codes");
    }

    [Fact]
    public void The_rules_are_read_from_the_sources_and_not_missed()
    {
        var rules = FindingRules.All();

        Assert.Superset(new HashSet<string> { "budget", "not-json", "unread", "not-on-page", "total", "duplicate", "account-changed", "looks-differ" }, rules);
        Assert.InRange(rules.Count, 80, 200);
    }

    private static void AssertSame(IEnumerable<string> codes, string section)
    {
        string from = Page[Page.IndexOf($"\n## {section}\n", StringComparison.Ordinal)..];
        int end = from.IndexOf("\n## ", 1, StringComparison.Ordinal);
        var rows = Row().Matches(end < 0 ? from : from[..end]).SelectMany(row => Code().Matches(row.Groups["first"].Value)).Select(code => code.Groups["code"].Value).ToList();

        Assert.Equal("", string.Join(' ', codes.Except(rows).Select(code => $"missing: {code}")));
        Assert.Equal("", string.Join(' ', rows.Except(codes).Select(code => $"no longer there: {code}")));
        Assert.Equal(rows.Count, rows.Distinct().Count());
    }

    [GeneratedRegex("\"(?<code>[a-z_]+)\", (Crashed|Failed)\\(", RegexOptions.ExplicitCapture)]
    private static partial Regex GivenUp();

    [GeneratedRegex(@"^\| (?<first>[^|]*`[^|]*) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
