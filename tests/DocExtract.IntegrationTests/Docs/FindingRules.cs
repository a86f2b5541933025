using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DocExtract.Worker.History;

namespace DocExtract.IntegrationTests.Docs;

/// <summary>The names of all rules that findings can have, out of the sources: there is no list of them, each stands beside its rule.</summary>
internal static partial class FindingRules
{
    /// <summary>Expressions whose values come from elsewhere: declared checks, kinships, and methods whose callers name the rule.</summary>
    private static readonly string[] NamedElsewhere = ["check.Name", "Check.Name", "Kin.RuleOf(link.Kind)", "rule"];

    /// <exception cref="InvalidOperationException">A finding is made in a way that this reader of sources does not know: teach it.</exception>
    public static HashSet<string> All()
    {
        var sources = new[] { "DocExtract", "DocExtract.Worker" }
            .SelectMany(project => Directory.GetFiles(Some.RepositoryPath("src", project), "*.cs", SearchOption.AllDirectories))
            .Where(path => !Generated().IsMatch(path))
            .Select(path => (Name: Path.GetFileNameWithoutExtension(path), Text: File.ReadAllText(path))).ToList();
        var constants = sources.SelectMany(source => Constant().Matches(source.Text).Select(constant => (Key: $"{source.Name}.{constant.Groups["name"].Value}", constant.Groups["value"].Value)))
            .ToLookup(constant => constant.Key, constant => constant.Value);
        return
        [
            .. sources.SelectMany(source => Made(source.Name, source.Text).SelectMany(rule => Named(rule, source.Name, constants))),
            .. sources.SelectMany(source => Passed().Matches(source.Text).Select(call => call.Groups["rule"].Value)),
            .. Enum.GetValues<Kinship>().Select(Kin.RuleOf),
            .. Declared(),
        ];
    }

    /// <summary>The names of the checks that the installed types declare.</summary>
    private static IEnumerable<string> Declared() => Directory.GetFiles(Some.RepositoryPath("schemas"), "checks.json", SearchOption.AllDirectories)
        .SelectMany(path => JsonNode.Parse(File.ReadAllText(path))!.AsArray().Select(check => (string)check!["name"]!));

    /// <summary>The second argument of every finding that a source makes.</summary>
    private static List<string> Made(string name, string text)
    {
        var found = Finding().Matches(text).Select(made => made.Groups["rule"].Value).ToList();
        int written = Written().Count(text);
        return found.Count >= written ? found
            : throw new InvalidOperationException($"{name}.cs makes {written} findings, and the rules of only {found.Count} of them could be read.");
    }

    private static List<string> Named(string rule, string source, ILookup<string, string> constants) =>
        rule[0] == '"' ? [rule.Trim('"')]
        : NamedElsewhere.Contains(rule) ? []
        : constants[rule.Contains('.') ? rule : $"{source}.{rule}"].ToList() is { Count: > 0 } values ? values
        : throw new InvalidOperationException($"{source}.cs makes a finding whose rule is {rule}, which is no constant.");

    [GeneratedRegex(@"[/\\](obj|bin|Evaluation)[/\\]")]
    private static partial Regex Generated();

    [GeneratedRegex("const string (?<name>\\w+) = \"(?<value>[a-z0-9-]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Constant();

    [GeneratedRegex(
        "new( Finding)?\\(\\s*([^,()\"]|\\$?\"[^\"]*\")+,\\s*(?<rule>\"[a-z-]+\"|[\\w.]+(\\([\\w.]+\\))?)\\s*,\\s*([^,()\"]*Severity|severity|options\\.)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Finding();

    [GeneratedRegex("new Finding\\(")]
    private static partial Regex Written();

    [GeneratedRegex("\\b(Error\\(|Shortfall\\(\\w+, |Unread\\([^;]*?)\"(?<rule>[a-z-]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Passed();
}
