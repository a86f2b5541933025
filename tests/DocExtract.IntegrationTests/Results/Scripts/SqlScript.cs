using System.Text;

namespace DocExtract.IntegrationTests.Results.Scripts;

/// <summary>A statement of a script.</summary>
/// <param name="Text">In lower case with single spaces, without comments; quoted texts and bodies of functions left out.</param>
/// <param name="Bodies">What stands between dollar signs, as is.</param>
/// <param name="Comment">The comment lines before it and in it.</param>
internal sealed record SqlStatement(string Text, string Bodies, string Comment);

/// <summary>Takes a script apart as far as rules about statements need it.</summary>
internal sealed class SqlScript(string script)
{
    private readonly StringBuilder _text = new(), _bodies = new(), _comment = new();
    private int _at;

    public IEnumerable<SqlStatement> Statements()
    {
        while (_at < script.Length)
        {
            if (script[_at] == ';')
            {
                _at++;
                yield return Take();
            }
            else
            {
                Next();
            }
        }

        if (Normal(_text).Length > 0)
        {
            yield return Take();
        }
    }

    private void Next()
    {
        if (script.AsSpan(_at).StartsWith("--"))
        {
            _comment.Append(Until("\n", within: 2)).Append('\n');
        }
        else if (script[_at] == '\'')
        {
            Until("'", within: 1);
            _text.Append("''");
        }
        else if (script[_at] == '$' && script.IndexOf('$', _at + 1) is > 0 and var end && script[(_at + 1)..end].All(char.IsLetter))
        {
            string tag = script[_at..(end + 1)];
            _bodies.Append(Until(tag, within: tag.Length));
            _text.Append("$$");
        }
        else
        {
            _text.Append(script[_at++]);
        }
    }

    private string Until(string end, int within)
    {
        int from = _at + within;
        int to = script.IndexOf(end, from, StringComparison.Ordinal);
        _at = to < 0 ? script.Length : to + end.Length;
        return script[from..(to < 0 ? script.Length : to)];
    }

    private SqlStatement Take()
    {
        var statement = new SqlStatement(Normal(_text), _bodies.ToString().ToLowerInvariant(), _comment.ToString());
        _text.Clear();
        _bodies.Clear();
        _comment.Clear();
        return statement;
    }

    private static string Normal(StringBuilder text) =>
        string.Join(' ', text.ToString().ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
