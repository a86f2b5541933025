using System.Text.RegularExpressions;

namespace DocExtract.IntegrationTests.Results.Scripts;

/// <summary>
/// While a new version takes the place of an old one, workers of both use one database: a script may add, but take nothing away and change
/// nothing that an older worker uses. What no version in use needs any more may go, in a statement with a comment
/// <c>-- contract: since 1.2.3, why</c>.
/// </summary>
internal static partial class ExpandRule
{
    /// <summary>The statements that break it.</summary>
    public static IEnumerable<string> Broken(string script)
    {
        var statements = new SqlScript(script).Statements().ToList();
        var created = statements.Select(statement => Created().Match(statement.Text)).Where(found => found.Success)
            .Select(found => found.Groups["name"].Value).ToHashSet();
        return statements
            .Where(statement => !Contract().IsMatch(statement.Comment) && TakesAway(statement, created))
            .Select(statement => statement.Text);
    }

    private static bool TakesAway(SqlStatement statement, HashSet<string> created)
    {
        if (statement.Text.StartsWith("do ", StringComparison.Ordinal))
        {
            return Dropping().IsMatch(statement.Bodies) || Renaming().IsMatch(statement.Bodies);
        }

        if (Dropped().Match(statement.Text) is { Success: true } drop)
        {
            // A trigger or an index that is made anew in the same transaction was never away.
            return !(drop.Groups["kind"].Value is "trigger" or "index" && created.Contains(drop.Groups["name"].Value));
        }

        return statement.Text.StartsWith("alter ", StringComparison.Ordinal)
            && !(AlteredTable().Match(statement.Text) is { Success: true } altered && created.Contains(altered.Groups["name"].Value))
            && (Renaming().IsMatch(statement.Text) || Actions(statement.Text).Any(action => Narrows(action, statement.Text)));
    }

    private static bool Narrows(string action, string statement) =>
        DroppedConstraint().Match(action) is { Success: true } constraint
            ? !statement.Contains($"add constraint {constraint.Groups["name"].Value} ", StringComparison.Ordinal)
            : Dropping().IsMatch(action) || NarrowedColumn().IsMatch(action)
                || (AddedColumn().IsMatch(action) && action.Contains("not null", StringComparison.Ordinal)
                    && !action.Contains(" default ", StringComparison.Ordinal) && !action.Contains(" generated ", StringComparison.Ordinal));

    /// <summary>What an <c>alter</c> does, at its commas; conditions, which stand in parentheses, left out.</summary>
    private static string[] Actions(string statement)
    {
        string plain = statement;
        while (Parentheses().Replace(plain, "") is var less && less != plain)
        {
            plain = less;
        }

        return plain.Split(',', StringSplitOptions.TrimEntries);
    }

    [GeneratedRegex(@"^\s*contract: since \d+\.\d+\.\d+, \S", RegexOptions.Multiline)]
    private static partial Regex Contract();

    [GeneratedRegex(@"^create (?:or replace )?(?:unique )?(?:table|view|index|trigger|function|schema)(?: if not exists)? (?<name>[\w.]+)")]
    private static partial Regex Created();

    [GeneratedRegex(@"^drop (?<kind>\w+)(?: if exists)? (?:docextract\.)?(?<name>[\w.]+)")]
    private static partial Regex Dropped();

    [GeneratedRegex(@"^alter table(?: if exists)? (?<name>[\w.]+)")]
    private static partial Regex AlteredTable();

    [GeneratedRegex(@"\bdrop constraint(?: if exists)? (?<name>\w+)")]
    private static partial Regex DroppedConstraint();

    [GeneratedRegex(@"\bdrop\s+(?!not null|default)\w+")]
    private static partial Regex Dropping();

    [GeneratedRegex(@"\brename\b|\bset schema\b")]
    private static partial Regex Renaming();

    [GeneratedRegex(@"\balter (?:column )?\w+ (?:(?:set data )?type\b|set not null|drop default)")]
    private static partial Regex NarrowedColumn();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"\badd (?:column )?(?!constraint\b|check\b|unique\b|primary\b|foreign\b)")]
    private static partial Regex AddedColumn();
}
