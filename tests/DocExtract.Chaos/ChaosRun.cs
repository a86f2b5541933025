using System.Globalization;
using DocExtract.Chaos.Audit;
using DocExtract.Chaos.Documents;
using DocExtract.Chaos.Site;
using DocExtract.Chaos.Workers;
using Npgsql;

namespace DocExtract.Chaos;

/// <summary>One run: documents come in while everything around them breaks; afterwards everything is counted.</summary>
internal sealed class ChaosRun(ChaosPlan plan, TimeProvider time)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>More workers than this ending of themselves is no run any more.</summary>
    private const int MostUnwantedEnds = 10;

    /// <summary>Runs and counts. Nothing is left running, and no file either unless a check failed.</summary>
    /// <param name="progress">Told twice a second how far it is.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public async Task<ChaosReport> RunAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        string directory = Path.Combine(Path.GetTempPath(), $"docextract-chaos-{Guid.NewGuid():n}");
        Directory.CreateDirectory(directory);
        try
        {
            var report = await RunAsync(directory, progress, cancellationToken);
            if (report.Holds)
            {
                Directory.Delete(directory, recursive: true);
            }

            return report;
        }
        catch (Exception)
        {
            progress($"The logs are in {directory}.");
            throw;
        }
    }

    private async Task<ChaosReport> RunAsync(string directory, Action<string> progress, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        var table = Timetable.Of(plan);
        await using var model = await ChaosModel.StartAsync(table.Invoices, plan);
        await using var site = await ChaosSite.StartAsync(Path.Combine(directory, "site"), cancellationToken);
        await using var crew = new WorkerCrew(directory, WorkerSettings.Of(plan, site, model), time);
        var feeder = new Feeder(site, table, time);
        var disturbances = new Disturbances(plan, site, crew, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(plan.Longest);
        using var calm = new CancellationTokenSource();

        await crew.StartAsync(plan.Workers);
        var disturbing = plan.IsRollingUpdate ? disturbances.ReplaceWorkersAsync(calm.Token) : disturbances.RunAsync(calm.Token);
        bool inTime = await FinishAsync(feeder.RunAsync(patience.Token), disturbing, site, crew, Show, patience.Token);
        await calm.CancelAsync();
        await disturbing;
        await crew.StopAllAsync();

        return await new Auditor(plan, table, site, model, crew.Lives).ReportAsync(new RunFigures(
            feeder.Messages, time.GetElapsedTime(started), inTime, disturbances.Done, disturbances.Cut, directory));

        void Show(Count count)
        {
            disturbances.Final = Math.Max(disturbances.Final, count.Final);
            progress(string.Create(
                CultureInfo.InvariantCulture,
                $"seed {plan.Seed}, {time.GetElapsedTime(started).TotalSeconds:0} s: {count.Final} of {count.Known} known documents final, {count.Messages} messages, {model.Books.Requests} calls, {crew.Lives.Count} workers ended, {disturbances.Done.Values.Sum()} disturbances"));
        }
    }

    /// <summary>True when everything came to its end in time.</summary>
    private static async Task<bool> FinishAsync(
        Task feeding, Task disturbing, ChaosSite site, WorkerCrew crew, Action<Count> show, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(LookInterval, cancellationToken);
                var count = await CountAsync(site, cancellationToken);
                show(count);
                await (feeding.IsFaulted ? feeding : disturbing.IsCompleted ? disturbing : Task.CompletedTask);
                if (feeding.IsCompletedSuccessfully && count is { Messages: 0, Unannounced: 0 } && count.Final == count.Known)
                {
                    return true;
                }

                if (crew.Lives.Count(life => !life.IsAsWanted) > MostUnwantedEnds)
                {
                    return false;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<Count> CountAsync(ChaosSite site, CancellationToken cancellationToken)
    {
        try
        {
            int messages = await site.WithStorageAsync(
                async () => (await site.Queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount, cancellationToken);
            await using var command = site.Database.CreateCommand(
                """
                select count(*)::int, (count(*) filter (where finished_at is not null))::int,
                       (select count(*)::int from docextract.outbox where destination = 'queue')
                from docextract.documents where parent_id is null
                """);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return new Count(messages, reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2));
        }
        catch (NpgsqlException)
        {
            return new Count(-1, 0, 0, 0); // Postgres is being restarted.
        }
    }

    private sealed record Count(int Messages, int Known, int Final, int Unannounced);
}
