using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DocExtract.Chaos.Documents;
using DocExtract.Chaos.Site;
using DocExtract.Chaos.Workers;

namespace DocExtract.Chaos.Audit;

/// <summary>Holds what is in Postgres, the queues and the model server's books against what was planned.</summary>
internal sealed class Auditor(ChaosPlan plan, Timetable table, ChaosSite site, ChaosModel model, IReadOnlyList<WorkerLife> lives)
{
    private static readonly string[] Final = ["accepted", "needs_review", "rejected", "split"];

    private readonly Dictionary<(string Uri, string ETag), (PlannedFile File, PlannedVersion Version)> _planned = table.Files
        .SelectMany(file => file.Versions.Where(version => version.Announced > 0 && version.ETag is not null).Select(version => (file, version)))
        .ToDictionary(known => (site.AddressOf(known.file.Name).AbsoluteUri, known.version.ETag!));

    public async Task<ChaosReport> ReportAsync(RunFigures run)
    {
        var stored = await StoredRows.DocumentsAsync(site.Database);
        var sums = await StoredRows.SumsAsync(site.Database);
        var poison = await DrainedAsync(site.Poison, MarkOf);
        var told = await DrainedAsync(site.Done, DocumentOf);
        int messages = (await site.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;
        var stall = LongestStall(stored);
        var figures = Model(stored, sums);
        return new ChaosReport
        {
            Plan = plan,
            Run = run,
            Workers = lives,
            Announced = _planned.Count,
            Statuses = stored.GroupBy(document => document.Status).ToDictionary(group => group.Key, group => group.Count()),
            Attempts = stored.Sum(document => document.Attempts),
            Deaths = stored.Sum(document => document.Deaths),
            Model = figures,
            LongestStall = stall,
            PoisonCopies = poison.Count - poison.Distinct().Count(),
            Nonsense = table.Nonsense,
            Checks =
            [
                Check.That("Everything comes to its end in time.", run.InTime, $"Not within {plan.Longest}, or workers kept ending."),
                .. DocumentChecks(stored),
                Check.That("No message is left, hidden ones included.", messages == 0, $"{messages} messages are left."),
                Poison(poison),
                new(
                    "Each finished document is announced on the output queue, and no other.",
                    [.. stored.Where(document => document.Status != "split").Select(document => document.Id).Except(told).Select(id => $"document {id} is not"),
                     .. told.Except(stored.Select(document => document.Id)).Select(id => $"document {id} does not exist")]),
                .. MoneyChecks(stored, sums, figures),
                .. RollingChecks(stored),
                new("Killed workers are killed, stopped ones exit 0, and none ends of itself.", [.. lives.Where(life => !life.IsAsWanted).Select(life => $"{life.Name} ({life.Wanted ?? "left alone"}): {life.Outcome}")]),
                Check.That($"No standstill is longer than {plan.LongestStall.TotalSeconds:0} s.", stall <= plan.LongestStall, $"{stall.TotalSeconds:0} s."),
                new($"No worker needs more than {plan.MostMemory >> 20} MB.", [.. lives.Where(life => life.PeakMemory > plan.MostMemory).Select(life => $"{life.Name}: {life.PeakMemory >> 20} MB")]),
            ],
        };
    }

    private IEnumerable<Check> DocumentChecks(IReadOnlyList<StoredDocument> stored)
    {
        var rows = stored.ToDictionary(document => (document.Uri, document.ETag));
        yield return new(
            "Each announced version of a file is one document in a final state.",
            [.. _planned.Where(known => !IsSuperseded(known.Value) && !(rows.TryGetValue(known.Key, out var row) && Final.Contains(row.Status)))
                .Select(known => $"{known.Value.File.Name} {known.Key.ETag}: {(rows.TryGetValue(known.Key, out var row) ? $"document {row.Id} is {row.Status}" : "no document")}")]);
        yield return new(
            "There is no document that nobody announced.",
            [.. stored.Where(document => !_planned.ContainsKey((document.Uri, document.ETag))).Select(document => $"document {document.Id}: {document.Uri} {document.ETag}, {document.Status} {document.Code}")]);
        yield return new("Each document has one result.", [.. stored.Where(document => document.Results != 1).Select(document => $"document {document.Id}: {document.Results}")]);
        yield return new(
            "The result is that of its file.",
            [.. stored.Where(document => _planned.TryGetValue((document.Uri, document.ETag), out var known) && !IsOf(document, known.File, known.Version))
                .Select(document => $"document {document.Id} ({document.Uri}): {document.Status} {document.Code} {document.Number} {document.Total}")]);
        var read = stored.Where(document => document.Status is "accepted" or "needs_review").ToList();
        yield return new(
            "Only planted copies count as duplicates, and of each content at most one document is accepted.",
            [.. stored.Where(document => document.IsDuplicate && Group(document) == 1).Select(document => $"document {document.Id} counts as a duplicate"),
             .. read.Where(document => document.Status == "accepted").GroupBy(document => document.Number).Where(same => same.Count() > 1)
                .Select(same => $"{same.Key} is accepted as documents {string.Join(", ", same.Select(document => document.Id))}")]);
        int certain = read.Count(document => document is { Status: "accepted" } or { IsDuplicate: true });
        yield return Check.That(
            "At least 95 % of what can be read is accepted without a person (copies aside).", certain >= read.Count * 0.95, $"{certain} of {read.Count}.");
    }

    /// <summary>An older version of a file may be skipped once the newer one is known.</summary>
    private static bool IsSuperseded((PlannedFile File, PlannedVersion Version) known) => known.Version != known.File.Versions[^1];

    private static bool IsOf(StoredDocument document, PlannedFile file, PlannedVersion version) => (document.Status, version.Invoice) switch
    {
        ("rejected", null) => document.Code == version.Rejection,
        ("rejected", _) => file.Kind == FileKind.Overwritten && document.Code == "gone",
        ("accepted", { } invoice) => document.Number == invoice.Number && document.Total == invoice.Total,

        // Truncated or garbled answers leave values out or open; a wrong one is what a person is asked about.
        ("needs_review", { }) => true,
        _ => false,
    };

    /// <summary>How many announced files hold this content.</summary>
    private int Group(StoredDocument document) => _planned.TryGetValue((document.Uri, document.ETag), out var known)
        ? _planned.Values.Count(other => other.Version.Invoice is { } invoice && invoice == known.Version.Invoice)
        : 0;

    private Check Poison(IReadOnlyList<string> poison)
    {
        var planted = Enumerable.Range(0, table.Nonsense).Select(Messages.Mark).ToList();
        return new(
            "In the poison queue is each planted message and nothing else.",
            [.. planted.Except(poison).Select(mark => $"{mark} is missing"), .. poison.Where(text => !planted.Contains(text)).Select(text => $"not planted: {text}")]);
    }

    private IEnumerable<Check> MoneyChecks(IReadOnlyList<StoredDocument> stored, StoredSums sums, ModelFigures figures)
    {
        yield return new("No right answer that was heard is paid for a second time, unless a worker died or Postgres or storage was away.", [.. Unexplained(stored)]);
        yield return Check.That(
            "Every request was booked before it was sent.", figures.Requests <= sums.CallRows, $"{figures.Requests} requests, {sums.CallRows} booked.");
        yield return Check.That(
            "Sums by call, by document and by day agree.",
            sums.Documents == sums.Days && sums.Calls == sums.Days, $"Calls {sums.Calls}, documents {sums.Documents}, days {sums.Days}.");
        yield return Check.That("No reservation is left open but by a worker's death.", sums.OrphanReservations == 0, $"{sums.OrphanReservations} are.");
        yield return Check.That("The model server refused no request.", model.Books.Refused == 0, $"{model.Books.Refused} were refused.");
    }

    private IEnumerable<Check> RollingChecks(IReadOnlyList<StoredDocument> stored) => !plan.IsRollingUpdate ? [] :
    [
        new("Each document took one attempt.", [.. stored.Where(document => document.Attempts != 1).Select(document => $"document {document.Id}: {document.Attempts}")]),
        new("The model was asked once about each document.", [.. model.Served.Where(served => served.Value.Requests != 1).Select(served => $"{served.Key}: {served.Value.Requests} times")]),
    ];

    private IEnumerable<string> Unexplained(IReadOnlyList<StoredDocument> stored) =>
        from repeat in Repeats(stored)
        let unexplained = repeat.Extra - repeat.Deaths - repeat.Outages - repeat.Unheard
        where unexplained > 0
        select string.Create(CultureInfo.InvariantCulture, $"{repeat.Number}: {repeat.Extra} times, {repeat.Deaths} deaths, {repeat.Outages} outages, {repeat.Unheard} unheard");

    private IEnumerable<(string Number, int Extra, int Deaths, int Outages, int Unheard)> Repeats(IReadOnlyList<StoredDocument> stored)
    {
        var byNumber = stored.Where(document => _planned.ContainsKey((document.Uri, document.ETag)))
            .ToLookup(document => _planned[(document.Uri, document.ETag)].Version.Invoice?.Number);
        return from served in model.Served
               where served.Value.Right > 1
               let documents = byNumber[served.Key]
               select (served.Key, served.Value.Right - 1, documents.Sum(document => document.Deaths), documents.Sum(document => document.Outages), documents.Sum(document => document.Unheard));
    }

    private ModelFigures Model(IReadOnlyList<StoredDocument> stored, StoredSums sums)
    {
        var repeats = Repeats(stored).ToList();
        return new ModelFigures(
            model.Books.Requests, model.Books.Faults.Values.Sum() + model.Books.TurnedAway,
            model.Served.Count, model.Served.Values.Sum(served => served.Right),
            repeats.Sum(repeat => Math.Min(repeat.Extra, repeat.Deaths)), repeats.Sum(repeat => Math.Clamp(repeat.Extra - repeat.Deaths, 0, repeat.Outages)),
            repeats.Sum(repeat => Math.Clamp(repeat.Extra - repeat.Deaths - repeat.Outages, 0, repeat.Unheard)),
            sums.Calls, sums.Spent, model.Served.Values.Sum(served => served.LeastCost));
    }

    private static TimeSpan LongestStall(IReadOnlyList<StoredDocument> stored)
    {
        DateTime[] ends = [.. stored.Select(document => document.FinishedAt).OfType<DateTime>().Order()];
        return ends.Zip(ends.Skip(1), (one, next) => next - one).DefaultIfEmpty(TimeSpan.Zero).Max();
    }

    /// <summary>What all messages of a queue say; they stay hidden afterwards.</summary>
    private static async Task<IReadOnlyList<T>> DrainedAsync<T>(QueueClient queue, Func<QueueMessage, T> read)
    {
        List<T> said = [];
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromHours(1))).Value is { Length: > 0 } messages)
        {
            said.AddRange(messages.Select(read));
        }

        return said;
    }

    private static long DocumentOf(QueueMessage message)
    {
        using var json = JsonDocument.Parse(message.Body);
        return json.RootElement.GetProperty("data").GetProperty("document_id").GetInt64();
    }

    /// <summary>The mark of a poisoned message; the start of the body where there is none.</summary>
    private static string MarkOf(QueueMessage message)
    {
        using var envelope = JsonDocument.Parse(message.Body);
        string body = Encoding.UTF8.GetString(envelope.RootElement.GetProperty("body").GetBytesFromBase64());
        int at = body.IndexOf("nonsense-", StringComparison.Ordinal);
        return at >= 0 ? body.Substring(at, Messages.Mark(0).Length) : $"{envelope.RootElement.GetProperty("reason").GetString()} {body[..Math.Min(body.Length, 200)]}";
    }
}
