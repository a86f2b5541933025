using System.CommandLine;
using DocExtract.Worker.Configuring;

namespace DocExtract.Worker.Commands;

/// <summary><c>settings</c>: what is given and where; <c>--markdown</c>: all that there are, as docs/configuration.md has them.</summary>
internal static class SettingsCommand
{
    private static readonly Option<bool> Markdown = new("--markdown") { Description = "Print every setting there is, as docs/configuration.md." };

    public static Command Create()
    {
        var command = new Command("settings", "Say which settings are given and where; their values are not shown.") { Markdown };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        if (command.GetValue(Markdown))
        {
            await Console.Out.WriteAsync(ConfigurationPage.Markdown().AsMemory(), cancellationToken);
            return ExitCode.Done;
        }

        var configuration = Settings.Read(command);
        var given = GivenSetting.In(configuration);
        foreach (var setting in given)
        {
            await Console.Out.WriteLineAsync($"{setting.Key}  {setting.Source}");
        }

        await Console.Out.WriteLineAsync(given.Count == 0 ? "No setting is given: all have their defaults (docs/configuration.md)." : "All others have their defaults (docs/configuration.md).");
        return ExitCode.Done;
    }
}
