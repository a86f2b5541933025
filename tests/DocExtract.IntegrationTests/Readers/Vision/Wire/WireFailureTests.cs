using System.Globalization;
using DocExtract.ModelServer;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>
/// The table of what endpoints do wrong, with the outcome of each: values kept, findings, exception, and how every request is
/// booked. What comes in a stream and as a whole has one outcome.
/// </summary>
public sealed class WireFailureTests
{
    private const string Key = "sk-top-secret";

    private static readonly ModelPrice Price = new() { Input = 2, CachedInput = 1, Output = 8 };

    private static readonly IReadOnlyDictionary<string, WireCase> Cases = WireCases.All.ToDictionary(wire => wire.Name);

    public static TheoryData<string, bool> Table
    {
        get
        {
            var table = new TheoryData<string, bool>();
            foreach (var wire in Cases.Values)
            {
                if (wire.Asked != Asked.ForAWhole)
                {
                    table.Add(wire.Name, true);
                }

                if (wire.Asked != Asked.ForAStream)
                {
                    table.Add(wire.Name, false);
                }
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Every_failure_has_its_outcome(string wire, bool streamed)
    {
        var expected = Cases[wire];
        var account = new MemoryAccount();
        await using var server = await ScriptedModelServer.StartAsync(expected.Script);
        var options = Some.Vision(server.Endpoint) with { Attempts = 2, Stream = streamed, Price = Price, ApiKey = Key, Timeout = expected.Timeout };
        var reader = new VisionReader(options, TimeProvider.System);

        var reading = reader.ReadAsync(Some.WhitePages(1), Some.DeliveryNote(), account, CancellationToken.None);

        if (expected.Thrown is null)
        {
            Assert.Equal((expected.Kept, expected.Findings), Shown((await reading)!));
        }
        else
        {
            var failure = await Assert.ThrowsAsync<ModelCallException>(() => reading);
            Assert.Equal((expected.Thrown, expected.Wait), ($"{(failure.IsTransient ? "passing" : "lasting")} {failure.Status}".TrimEnd(), failure.RetryAfter));
            Assert.Contains(expected.Says, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(expected.Booked, string.Join(", ", account.Calls.Select(call => call.State.ToString().ToLowerInvariant())));
        Assert.Equal(account.Calls.Count, server.Requests.Count);
        Assert.All(
            server.Requests.Zip(account.Calls).Where(asked => asked.Second.Plan.Purpose == CallPurpose.Read),
            asked => Assert.Equal(server.Requests[0].Body.ToJsonString(), asked.First.Body.ToJsonString()));
        Assert.All(account.Calls, AssertCost);
    }

    [Fact]
    public void Table_is_long_enough_to_be_one()
    {
        Assert.True(Cases.Count >= 40, Cases.Count.ToString(CultureInfo.InvariantCulture));
    }

    private static void AssertCost(ModelCall call)
    {
        switch (call.State)
        {
            case CallState.Spent:
                Assert.Equal(Price.Of(call.InputTokens!.Value, Math.Min(call.CachedInputTokens ?? 0, call.InputTokens.Value), call.OutputTokens!.Value), call.Cost);
                Assert.Equal((1200L, 80L), (call.InputTokens, call.OutputTokens));
                break;
            case CallState.Failed:
                Assert.Equal(0, call.Cost);
                Assert.False(string.IsNullOrEmpty(call.Error));
                break;
            default:
                Assert.Equal(CallState.Uncertain, call.State);
                Assert.InRange(call.Cost, 0.000001m, call.Plan.ReservedCost);
                break;
        }
    }

    private static (string? Kept, string Findings) Shown(DocExtract.Readers.Reading reading) => (
        reading.Data.ToJsonString(Relaxed),
        string.Join(", ", reading.Findings.Select(finding => $"{finding.Severity.ToString().ToLowerInvariant()} {finding.Rule}")));

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
