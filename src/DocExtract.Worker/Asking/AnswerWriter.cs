namespace DocExtract.Worker.Asking;

/// <summary>
/// Writes an answer as it comes. What a model writes may be what a stranger's document made it write, so nothing of it reaches the
/// terminal as a command: control characters are left out.
/// </summary>
internal sealed class AnswerWriter(TextWriter output)
{
    private bool _heard;

    /// <summary>Hears one attempt; what an attempt before it wrote is marked as void.</summary>
    public Action<string> Listen()
    {
        if (_heard)
        {
            output.WriteLine();
            output.WriteLine("[The answer broke off; it begins anew.]");
        }

        _heard = false;
        return piece =>
        {
            _heard = true;
            output.Write(Plain(piece));
            output.Flush();
        };
    }

    /// <summary>Ends the answer; writes it where nothing of it was heard.</summary>
    public void End(string? text)
    {
        if (!_heard && text is not null)
        {
            output.Write(Plain(text));
            _heard = true;
        }

        if (_heard)
        {
            output.WriteLine();
        }

        _heard = false;
    }

    /// <summary>Without control characters other than ends of lines and tabs.</summary>
    public static string Plain(string text) => string.Concat(text.Where(c => c is '\n' or '\t' || !char.IsControl(c)));
}
