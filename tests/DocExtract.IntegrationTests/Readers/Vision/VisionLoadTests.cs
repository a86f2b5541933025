using System.Collections.Concurrent;
using DocExtract.ModelServer;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>
/// Many documents at a time, asked for as whole answers of which a fifth goes wrong: nothing is lost, and both sides' books agree.
/// The same for streams goes through the whole worker.
/// </summary>
public sealed class VisionLoadTests
{
    private const int Documents = 150;
    private const int AtOneTime = 8;

    private static readonly ModelPrice Price = new() { Input = 2, Output = 8 };

    // Each of these costs one more call: the same again, or the rest.
    private static readonly Fault[] AskedAgain = [Fault.RateLimit, Fault.ServerError, Fault.Unavailable, Fault.Stall, Fault.Cut, Fault.Truncation];

    [Fact]
    public async Task Books_of_reader_and_server_agree_whatever_goes_wrong()
    {
        await using var server = await FaultyModelServer.StartAsync(
            _ => """{"number":"7","total":"3.00","lines":[{"text":"a","amount":"1.00"},{"text":"b","amount":"2.00"}]}""",
            new FaultPlan { Share = 0.2, Seed = 42 });
        var options = Some.Vision(server.Endpoint) with { Stream = false, Price = Price, Attempts = 12, Timeout = TimeSpan.FromSeconds(4) };
        var reader = new VisionReader(options, TimeProvider.System);
        var account = new MemoryAccount();
        var readings = new ConcurrentBag<Reading>();

        await Parallel.ForEachAsync(Enumerable.Range(0, Documents), new ParallelOptions { MaxDegreeOfParallelism = AtOneTime }, async (_, stop) =>
            readings.Add((await reader.ReadAsync(Some.WhitePages(1), Some.DeliveryNote(), account, stop))!));

        var books = server.Books;
        Assert.Equal(Documents, readings.Count);
        Assert.All(readings, reading => Assert.True(reading.Findings.Count > 0 || (decimal)reading.Data["total"]! == 3.00m));
        Assert.Equal((0, account.Calls.Count), (books.Refused, books.Requests));
        Assert.True(Enum.GetValues<Fault>().All(books.Faults.ContainsKey), "Each fault must have come.");
        var spent = account.Calls.Where(call => call.State == CallState.Spent).ToList();
        Assert.Equal((books.Reported, books.Input, books.Output), (spent.Count, spent.Sum(call => call.InputTokens!.Value), spent.Sum(call => call.OutputTokens!.Value)));
        Assert.Equal(Price.Of(books.Input, 0, books.Output), spent.Sum(call => call.Cost));
        Assert.Equal(books.Unreported, account.Calls.Count(call => call.State == CallState.Uncertain));
        Assert.Equal(books.Requests - books.Reported - books.Unreported, account.Calls.Count(call => call.State == CallState.Failed));
        Assert.InRange(books.Requests - Documents, 1, AskedAgain.Sum(fault => books.Faults[fault]));

        // A request that was given up is noticed by the server only after the next one may have come.
        Assert.InRange(books.MostAtOneTime, 2, AtOneTime + books.Faults[Fault.Stall]);
    }
}
