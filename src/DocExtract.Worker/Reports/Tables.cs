using Spectre.Console;

namespace DocExtract.Worker.Reports;

/// <summary>Where tables are drawn: the terminal as wide as it is; files and pipes wide enough not to wrap.</summary>
internal static class Tables
{
    private const int WidthOfFiles = 200;

    public static IAnsiConsole Console(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}
