using System.CommandLine;
using DocExtract.Schemas;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Local;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>watch FOLDER</c>: sends what people and scanners put into a folder.</summary>
internal static class WatchCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("FOLDER") { Description = "With all folders below it. Files stay where they are." };
    private static readonly Option<string?> Type = new("--type") { Description = "Document type of all its files; told from the content otherwise." };
    private static readonly Option<bool> Once = new("--once") { Description = "Send what is there and whole, and end." };
    private static readonly Option<TimeSpan> Settle = Span("--settle", "How long a file may not have changed before it is taken for whole.", TimeSpan.FromSeconds(5));
    private static readonly Option<TimeSpan> Interval = Span("--interval", "Time between two looks.", TimeSpan.FromSeconds(2));

    public static Command Create()
    {
        var command = new Command("watch", "Send new files of a folder to the inbox and queue them, each content once, until stopped.") { Folder, Type, Once, Settle, Interval };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var folder = command.GetRequiredValue(Folder);
        if (!folder.Exists)
        {
            throw new FormatException($"There is no folder {folder}.");
        }

        await using var running = await Services.StartAsync(Settings.Read(command), new LocalServicesOptions { JoinRunning = true }, cancellationToken);
        var configuration = Settings.Read(command, running.Settings);
        await using var services = new ServiceCollection().AddLogging().AddEngine(configuration).AddStorage(configuration).AddResults(configuration)
            .AddSingleton<BatchQueries>().AddSingleton<FolderIntake>().BuildServiceProvider();
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
            await services.GetRequiredService<Inbox>().CreateAsync(cancellationToken);
        }

        string? type = command.GetValue(Type);
        _ = type is null ? null : services.GetRequiredService<SchemaCatalog>().Get(type);
        await services.GetRequiredService<Queues>().CreateAsync(cancellationToken);
        var watch = new FolderWatch(
            services.GetRequiredService<FolderIntake>(), new WatchedFolder(folder, type, command.GetValue(Settle), command.GetValue(Interval)),
            services.GetRequiredService<TimeProvider>(), Console.Out.WriteLine);
        return command.GetValue(Once) ? await OnceAsync(watch, cancellationToken) : await UntilStoppedAsync(watch, folder, running, cancellationToken);
    }

    private static async Task<int> OnceAsync(FolderWatch watch, CancellationToken cancellationToken)
    {
        await watch.OnceAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"Done: {watch.Describe()}");
        return watch.Failed > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<int> UntilStoppedAsync(FolderWatch watch, DirectoryInfo folder, Services running, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync($"Watching {folder.FullName}; Ctrl-C ends it.");
        await (await Task.WhenAny(watch.RunAsync(cancellationToken), running.Ended));
        await Console.Out.WriteLineAsync($"Stopped: {watch.Describe()}");
        return ExitCode.Done;
    }

    private static Option<TimeSpan> Span(string name, string description, TimeSpan byDefault)
    {
        var option = new Option<TimeSpan>(name) { Description = $"{description} {byDefault:c} otherwise.", DefaultValueFactory = _ => byDefault };
        option.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<TimeSpan>() is var span && (span <= TimeSpan.Zero || span > TimeSpan.FromHours(1)))
            {
                given.AddError($"{name} wants a time such as 00:00:10, up to an hour.");
            }
        });
        return option;
    }
}
