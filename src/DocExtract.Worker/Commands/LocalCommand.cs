using System.CommandLine;
using DocExtract.Worker.Local;

namespace DocExtract.Worker.Commands;

/// <summary><c>docextract local</c>: the private Postgres and Azurite for other programs to use, until Ctrl-C.</summary>
internal static class LocalCommand
{
    public static Command Create()
    {
        var directory = new Option<string?>("--data-directory") { Description = "Where the data lives.", HelpName = "DIR" };
        var fresh = new Option<bool>("--fresh") { Description = "Use a throw-away directory, deleted at the end." };
        var command = new Command("local", "Start the local Postgres and Azurite, print their connection strings, and keep them until Ctrl-C.")
        {
            directory,
            fresh,
        };
        command.SetAction((arguments, cancellationToken) =>
        {
            var settings = Settings.Read(arguments).GetSection(LocalOptions.Section);
            return RunAsync(
                new LocalServicesOptions { DataDirectory = arguments.GetValue(directory) ?? settings[nameof(LocalOptions.DataDirectory)], Fresh = arguments.GetValue(fresh) },
                arguments.InvocationConfiguration,
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(LocalServicesOptions options, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        try
        {
            await using var services = await LocalServices.StartAsync(options, console.Error.WriteLine, cancellationToken);
            await console.Output.WriteLineAsync($"directory {services.DataDirectory}");
            await console.Output.WriteLineAsync($"postgres  {services.PostgresConnectionString}");
            await console.Output.WriteLineAsync($"psql      {services.PsqlUri}");
            await console.Output.WriteLineAsync($"storage   {services.StorageConnectionString}");
            await services.Ended.WaitAsync(cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0; // Ctrl-C is how this ends.
        }
        catch (LocalServiceException exception)
        {
            await console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
