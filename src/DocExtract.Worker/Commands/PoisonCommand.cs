using System.CommandLine;
using Azure.Storage.Queues.Models;
using DocExtract.Worker.Local;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Queue.Poison;
using DocExtract.Worker.Reports;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>poison list|requeue|discard</c>: the messages that nobody could work on.</summary>
internal static class PoisonCommand
{
    private static readonly Argument<string[]> Ids = new("ID") { Description = "Messages, as list names them.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<bool> All = new("--all") { Description = "Every message." };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Messages whose reason holds this text." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Discard all without asking back." };
    private static readonly Option<string> Format = new("--format") { Description = "table, csv or json.", DefaultValueFactory = _ => "table" };
    private static readonly Option<int> Limit = new("--limit") { Description = "Messages at most.", DefaultValueFactory = _ => 1000 };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong([.. ReportWriter.Formats]);
        Limit.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > 10_000)
            {
                given.AddError("--limit wants a number of messages from 1 to 10000.");
            }
        });
        var list = new Command("list", "Show them, the oldest first.") { Format, Limit };
        list.SetAction((command, cancellationToken) => WithMessagesAsync(command, (held, _) => ListAsync(held, command.GetRequiredValue(Format)), cancellationToken));
        var requeue = new Command("requeue", "Put them back on their queue as they were; documents that were given up wait again.") { Ids, All, Reason, Limit };
        requeue.SetAction(RequeueAsync);
        var discard = new Command("discard", "Delete them. What is stored of their documents stays.") { Ids, All, Reason, Yes, Limit };
        discard.SetAction(DiscardAsync);
        return new Command("poison", "Look after messages that nobody could work on.") { list, requeue, discard };
    }

    private static async Task<int> ListAsync(HeldPoison held, string format)
    {
        await ReportWriter.WriteAsync(PoisonTable.Columns, PoisonTable.Rows(held.Messages), format, decimalComma: false, Console.Out);
        await RemarkAsync(held);
        return ExitCode.Done;
    }

    private static Task<int> RequeueAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var chosen = Choice(command);
        return WithMessagesAsync(
            command,
            async (held, services) =>
            {
                var back = services.GetRequiredService<PoisonReturn>();
                return await EachAsync(held, chosen, "back on the queue", message => back.SendAsync(held, message, cancellationToken));
            },
            cancellationToken);
    }

    private static Task<int> DiscardAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var chosen = Choice(command);
        if (command.GetValue(All) && !command.GetValue(Yes))
        {
            throw new FormatException("This deletes every message of the poison queue for good. Look at them first (docextract poison list), then say --all --yes.");
        }

        return WithMessagesAsync(
            command,
            (held, _) => EachAsync(held, chosen, "discarded", async message =>
            {
                await held.RemoveAsync(message);
                return null;
            }),
            cancellationToken);
    }

    private static async Task<int> EachAsync(HeldPoison held, Func<QueueMessage, bool> chosen, string done, Func<QueueMessage, Task<string?>> act)
    {
        int count = 0, left = 0;
        foreach (var message in held.Messages.Where(chosen))
        {
            if (await act(message) is { } reason)
            {
                left++;
                await Console.Error.WriteLineAsync($"{message.MessageId} stays: {reason}");
            }
            else
            {
                count++;
            }
        }

        await Console.Out.WriteLineAsync($"{count} {done}{(left > 0 ? $", {left} stay" : "")}.{(count + left == 0 ? " None is what was named; docextract poison list shows them." : "")}");
        await RemarkAsync(held);
        return left > 0 || count == 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task RemarkAsync(HeldPoison held)
    {
        if (held.More > 0)
        {
            await Console.Error.WriteLineAsync($"About {held.More} more were not looked at: over --limit, or somebody else is looking at them just now.");
        }
    }

    private static Func<QueueMessage, bool> Choice(ParseResult command)
    {
        HashSet<string> ids = [.. command.GetValue(Ids) ?? []];
        string? reason = command.GetValue(Reason);
        bool all = command.GetValue(All);
        return (ids.Count > 0 ? 1 : 0) + (all ? 1 : 0) + (reason is null ? 0 : 1) == 1
            ? message => all || ids.Contains(message.MessageId)
                || (reason is not null && PoisonEnvelope.Parse(message.Body)?.Reason.Contains(reason, StringComparison.OrdinalIgnoreCase) == true)
            : throw new FormatException("Say which messages: their ids (docextract poison list), --reason TEXT, or --all; one of the three.");
    }

    private static async Task<int> WithMessagesAsync(ParseResult command, Func<HeldPoison, IServiceProvider, Task<int>> act, CancellationToken cancellationToken)
    {
        await using var running = await Services.StartAsync(Settings.Read(command), new LocalServicesOptions { JoinRunning = true }, cancellationToken);
        using var host = WorkerHost.Build(Settings.Read(command, running.Settings), services => services.AddSingleton<PoisonReturn>());
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(host.Services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        }

        var queues = host.Services.GetRequiredService<Queues>();
        await using var held = await HeldPoison.TakeAsync(queues.Poison, command.GetValue(Limit), cancellationToken);
        return await act(held, host.Services);
    }
}
