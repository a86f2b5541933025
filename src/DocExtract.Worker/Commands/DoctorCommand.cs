using System.CommandLine;
using System.Runtime.CompilerServices;
using DocExtract.Pages;
using DocExtract.Sources;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Diagnosis;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Outbox;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using DocExtract.Worker.Telemetry;

namespace DocExtract.Worker.Commands;

/// <summary><c>doctor</c>: looks at everything that DocExtract needs, a line each, and says what mends what is wrong. Changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Look at settings, database, storage, queues, native parts, schemas and models, and say what mends what is wrong (exit code 1).");
        Settings.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var configuration = Settings.ReadUnchecked(command);
        await using var services = new ServiceCollection().AddLogging()
            .AddEngine(configuration).AddStorage(configuration).AddResults(configuration).AddOutbox(configuration).AddQueue(configuration).AddSweep(configuration)
            .AddHealth(configuration).AddSingleton<IConfiguration>(configuration).BuildServiceProvider();
        List<PartState> states = [];
        await foreach (var state in LookAsync(configuration, services, cancellationToken))
        {
            states.Add(state);
            await Console.Out.WriteLineAsync(state.ToString());
        }

        bool well = await AskAsync(states, services, configuration, cancellationToken) & !states.Exists(state => state.IsWrong);
        await Console.Out.WriteLineAsync(well ? "All is well." : "Something has to be mended: see the lines that begin with wrong.");
        return well ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>A model is asked, and paid, only by settings that go together.</summary>
    private static async Task<bool> AskAsync(List<PartState> states, ServiceProvider services, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (!states.Exists(state => state is { Part: SettingsLook.Part, IsWrong: true }))
        {
            return await ModelLook.LookAsync(services, configuration, cancellationToken);
        }

        await Console.Out.WriteLineAsync(PartState.Wrong(ModelLook.Part, "Not asked: mend the settings first, and run docextract doctor again.").ToString());
        return false;
    }

    private static async IAsyncEnumerable<PartState> LookAsync(
        IConfigurationRoot configuration, ServiceProvider services, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Func<Task<IReadOnlyList<PartState>>>[] looks =
        [
            () => SettingsLook.LookAsync(configuration, services, cancellationToken),
            () => Examination.OfAsync(DatabaseLook.Part, DatabaseLook.Remedy, token => DatabaseLook.LookAsync(services, configuration, token), cancellationToken),
            () => Examination.OfAsync(StorageLook.Containers, StorageLook.Remedy, token => StorageLook.ContainersAsync(services, configuration, token), cancellationToken),
            () => Examination.OfAsync(StorageLook.Queues, "", token => StorageLook.QueuesAsync(services, configuration, token), cancellationToken),
            () => Examination.OfAsync(SchemasLook.Part, "", _ => Task.FromResult(SchemasLook.Look(services)), cancellationToken),
            () => Examination.OfAsync("native parts", NativeLook.Remedy, token => Native(services).LookAsync(token), cancellationToken),
        ];
        foreach (var look in looks)
        {
            foreach (var state in await look())
            {
                yield return state;
            }
        }
    }

    /// <summary>Options that cannot be read are told by then: their part fails with the same sentence.</summary>
    private static NativeLook Native(ServiceProvider services) => new(services.GetRequiredService<DocumentOpener>(), services.GetRequiredService<SourceLimits>());
}
