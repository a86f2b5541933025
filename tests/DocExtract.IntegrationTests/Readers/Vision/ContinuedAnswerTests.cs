using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.ModelServer;
using DocExtract.Readers;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>Answers that break off after complete rows: what is kept, and how the model is asked to go on.</summary>
public sealed class ContinuedAnswerTests
{
    private const string Begun = """{"number":"7","lines":[{"text":"a","amount":"1.00"},{"text":"b","amount":"2.00"},{"text":"c","amo""";
    private const string Rest = """{"number":"7","total":"6.00","lines":[{"text":"c","amount":"3.00"}]}""";
    private const string Whole = """{"number":"7","lines":[{"text":"a","amount":1.00},{"text":"b","amount":2.00},{"text":"c","amount":3.00}],"total":6.00}""";

    private readonly MemoryAccount _account = new();

    public static TheoryData<string> Breaks => ["length", "cut", "stall", "loop", "blanks"];

    private static ModelStep Break(string name) => name switch
    {
        "cut" => ModelStep.StreamCutAfter(Begun, 1000),
        "stall" => ModelStep.StreamStallAfter(Begun, 1000),
        "loop" => ModelStep.StreamEndlessly(Begun[..Begun.LastIndexOf(",{", StringComparison.Ordinal)], """,{"text":"b","amount":"2.00"}"""),
        "blanks" => ModelStep.StreamEndlessly(Begun, " \n"),
        _ => ModelStep.Answer(Begun, "length"),
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Complete_rows_are_kept_and_the_rest_is_asked_for(string how)
    {
        await using var server = await ScriptedModelServer.StartAsync(Break(how), ModelStep.Answer(Rest));

        var reading = await ReadAsync(server, how == "stall" ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(20));

        Assert.Equal(Whole, reading.Data.ToJsonString());
        Assert.Equal(("continued", how == "loop" ? Severity.Warning : Severity.Info), Assert.Single(reading.Findings) is var told ? (told.Rule, told.Severity) : default);
        Assert.Equal([CallPurpose.Read, CallPurpose.Continue], _account.Calls.Select(call => call.Plan.Purpose));
        Assert.Equal(how == "length" ? CallState.Spent : CallState.Uncertain, _account.Calls[0].State);

        // Nobody knows what was thought before it broke off: it is booked at the most it can have cost.
        Assert.True(_account.Calls[0].Plan.ReservedCost > 0);
        Assert.Equal(how != "length", _account.Calls[0].Cost == _account.Calls[0].Plan.ReservedCost);
        string asked = (string)server.Requests[1].Parts.Last()["text"]!;
        Assert.Contains("2 rows", asked, StringComparison.Ordinal);
        Assert.Contains("""{"text":"b","amount":2.00}""", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rest_that_breaks_off_too_is_gone_on_with()
    {
        await using var server = await ScriptedModelServer.StartAsync(
            ModelStep.Answer("""{"number":"7","lines":[{"text":"a","amount":"1.00"},{"text":"b",""", "length"),
            ModelStep.Answer("""{"number":"7","lines":[{"text":"b","amount":"2.00"},{"te""", "length"),
            ModelStep.Answer(Rest));

        var reading = await ReadAsync(server);

        Assert.Equal(Whole, reading.Data.ToJsonString());
        Assert.Contains("2 rows", (string)server.Requests[2].Parts.Last()["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_on_ends_when_no_row_is_gained_and_the_loss_is_told()
    {
        await using var server = await ScriptedModelServer.StartAsync(
            ModelStep.Answer(Begun, "length"), ModelStep.Answer("""{"number":"7","lines":[{"te""", "length"), ModelStep.Answer(Rest));

        var reading = await ReadAsync(server);

        Assert.Equal(2, reading.Data["lines"]!.AsArray().Count);
        Assert.Contains(reading.Findings, finding => finding is { Rule: "truncated", Severity: Severity.Error });
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Connection_that_breaks_before_a_row_is_whole_is_asked_again_from_the_beginning()
    {
        await using var server = await ScriptedModelServer.StartAsync(
            ModelStep.StreamCutAfter("""{"number":"7","lines":[{"text":"a","am""", 1000), ModelStep.Answer(Whole.Replace("1.00", "\"1.00\"", StringComparison.Ordinal)));

        var reading = await ReadAsync(server);

        Assert.Equal(Whole, reading.Data.ToJsonString());
        Assert.Equal(server.Requests[0].Body.ToJsonString(), server.Requests[1].Body.ToJsonString());
    }

    [Fact]
    public async Task Lists_that_were_whole_before_are_not_taken_twice()
    {
        await using var server = await ScriptedModelServer.StartAsync(
            ModelStep.Answer("""{"lines":[{"text":"a"},{"text":"b"}],"taxes":[{"rate":"7"},{"ra""", "length"),
            ModelStep.Answer("""{"lines":[{"text":"a"},{"text":"b"}],"taxes":[{"rate":"19"}]}"""));
        var type = Some.DeliveryNote() with
        {
            Json = JsonNode.Parse(
                """
                { "type": "object", "properties": {
                  "lines": { "type": "array", "items": { "type": "object", "properties": { "text": { "type": "string" } } } },
                  "taxes": { "type": "array", "items": { "type": "object", "properties": { "rate": { "type": "number" } } } } } }
                """)!.AsObject(),
        };

        var reading = await new VisionReader(Some.Vision(server.Endpoint), TimeProvider.System).ReadAsync(Some.WhitePages(1), type, _account, CancellationToken.None);

        Assert.Equal("""{"lines":[{"text":"a"},{"text":"b"}],"taxes":[{"rate":7},{"rate":19}]}""", reading!.Data.ToJsonString());
    }

    [Fact]
    public async Task Thirty_equal_rows_that_end_are_a_table()
    {
        string rows = string.Join(',', Enumerable.Repeat("""{"text":"A ticket for one day and one person","amount":"2.50"}""", 30));
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Answer($$"""{"number":"7","total":"75.00","lines":[{{rows}}]}"""));

        var reading = await ReadAsync(server);

        Assert.Equal(30, reading.Data["lines"]!.AsArray().Count);
        Assert.Empty(reading.Findings);
    }

    private async Task<Reading> ReadAsync(ScriptedModelServer server, TimeSpan? timeout = null)
    {
        var reader = new VisionReader(Some.Vision(server.Endpoint) with { Timeout = timeout ?? TimeSpan.FromSeconds(20), Price = new ModelPrice { Input = 1, Output = 10 } }, TimeProvider.System);
        return (await reader.ReadAsync(Some.WhitePages(1), Some.DeliveryNote(), _account, CancellationToken.None))!;
    }
}
