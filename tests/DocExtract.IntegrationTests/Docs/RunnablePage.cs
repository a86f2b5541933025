using System.Globalization;
using System.Text.RegularExpressions;

namespace DocExtract.IntegrationTests.Docs;

/// <summary>A block of a page that is run, or a command that readers do not see.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Language"><c>sh</c> or <c>sql</c>.</param>
/// <param name="Text">What is run.</param>
/// <param name="ExitCode">What it has to end with.</param>
/// <param name="Says">What has to stand in its output; null for anything.</param>
internal sealed record RunnableBlock(int Line, string Language, string Text, int ExitCode, string? Says);

/// <summary>
/// A page with blocks that are run in order, marked by a comment in the line before, which renderers hide: <c>&lt;!-- run --&gt;</c>,
/// <c>&lt;!-- run, exit 3 --&gt;</c>, <c>&lt;!-- run, says needs review --&gt;</c>. What a page takes for granted is run by
/// <c>&lt;!-- run: COMMAND --&gt;</c>, without a block.
/// </summary>
/// <param name="Path">From the repository's folder.</param>
/// <param name="Blocks">In the order of the page.</param>
internal sealed partial record RunnablePage(string Path, IReadOnlyList<RunnableBlock> Blocks)
{
    private const string Fence = "```";

    /// <exception cref="FormatException">A mark that is none of those above, or that no block follows.</exception>
    public static RunnablePage Load(string path)
    {
        string[] lines = File.ReadAllLines(Some.RepositoryPath(path));
        List<RunnableBlock> blocks = [];
        bool isWithin = false;
        foreach (var (at, line) in lines.Index())
        {
            isWithin ^= line.StartsWith(Fence, StringComparison.Ordinal);
            if (!isWithin && line.StartsWith("<!-- run", StringComparison.Ordinal))
            {
                blocks.Add(Read(path, lines, at));
            }
        }

        return new RunnablePage(path, blocks);
    }

    private static RunnableBlock Read(string path, string[] lines, int at)
    {
        var mark = Mark().Match(lines[at]);
        if (!mark.Success)
        {
            throw new FormatException($"{path}:{at + 1}: '{lines[at]}' marks nothing. Write <!-- run -->, <!-- run, exit 3 -->, <!-- run, says TEXT --> or <!-- run: COMMAND -->.");
        }

        if (mark.Groups["hidden"].Success)
        {
            return new RunnableBlock(at + 1, "sh", mark.Groups["hidden"].Value, 0, null);
        }

        string language = at + 1 < lines.Length && lines[at + 1].StartsWith(Fence, StringComparison.Ordinal) ? lines[at + 1][Fence.Length..] : "";
        if (language is not ("sh" or "sql"))
        {
            throw new FormatException($"{path}:{at + 1}: a block of sh or sql has to follow in the next line.");
        }

        return new RunnableBlock(
            at + 2, language, string.Join('\n', lines.Skip(at + 2).TakeWhile(line => line != Fence)),
            mark.Groups["exit"].Success ? int.Parse(mark.Groups["exit"].Value, CultureInfo.InvariantCulture) : 0,
            mark.Groups["says"].Success ? mark.Groups["says"].Value : null);
    }

    [GeneratedRegex("^<!-- run(?:: (?<hidden>.+)|(?:, exit (?<exit>[0-9]+))?(?:, says (?<says>.+))?) -->$", RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();
}
