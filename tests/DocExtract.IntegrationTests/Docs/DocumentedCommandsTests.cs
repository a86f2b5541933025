using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using DocExtract.Worker.Commands;
using DocExtract.Worker.Reports;

namespace DocExtract.IntegrationTests.Docs;

/// <summary>Also blocks that are not run name verbs, options and reports that exist.</summary>
public sealed partial class DocumentedCommandsTests
{
    [Fact]
    public void Every_command_line_in_a_block_is_one_that_is_understood()
    {
        var root = CommandLine.Root();
        var lines = Pages.All.SelectMany(page => Blocks(page).SelectMany(Commands).Select(command => (Page: page, Command: command))).ToList();

        var wrong = lines.SelectMany(line => Errors(root.Parse([.. CommandLineParser.SplitCommandLine(line.Command)])).Select(error => $"{line.Page}: docextract {line.Command}: {error}")).ToList();

        Assert.InRange(lines.Count, 60, int.MaxValue);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_report_that_a_page_or_an_alarm_names_is_one()
    {
        var named = Pages.All.Append("k8s/components/monitoring/prometheusrule.yaml")
            .SelectMany(page => NamedReport().Matches(File.ReadAllText(Some.RepositoryPath(page))).Select(match => $"{page}: {match.Groups["name"].Value}")).ToList();

        Assert.Contains(named, name => name.StartsWith("k8s/components/monitoring/", StringComparison.Ordinal));
        Assert.DoesNotContain(named, name => !Report.Names.Contains(name.Split(": ")[1]));
    }

    /// <summary>Files that only the reader has are not there.</summary>
    private static IEnumerable<string> Errors(System.CommandLine.ParseResult parsed) =>
        parsed.Errors.Select(error => error.Message).Where(message => !message.Contains("does not exist", StringComparison.Ordinal));

    private static IEnumerable<string> Blocks(string page) =>
        Block().Matches(File.ReadAllText(Some.RepositoryPath(page))).Select(block => block.Groups["text"].Value.Replace("\\\n", " ", StringComparison.Ordinal));

    /// <summary>What follows the name of the program, without settings before it, and comments, redirections and other programs after it.</summary>
    private static IEnumerable<string> Commands(string block) => Command().Matches(block).Select(command => Rest().Replace(command.Groups["arguments"].Value, ""));

    [GeneratedRegex("^```sh\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex("^(\\w+=\\S+ +)*docextract (?<arguments>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Command();

    [GeneratedRegex(@"docextract\s+report\s+(?<name>[a-z_]+)\b(?=[`;,.):]|\s*$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex NamedReport();

    [GeneratedRegex("\\s+(#|> |\\| ).*$")]
    private static partial Regex Rest();
}
