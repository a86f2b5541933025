using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DocExtract.Chaos.Documents;
using DocExtract.ModelServer;

namespace DocExtract.Chaos;

/// <summary>What the model server did for one invoice.</summary>
/// <param name="Requests">Questions about it.</param>
/// <param name="Right">Whole right answers to the question what stands on it, that is, more than one: a repeat.</param>
/// <param name="LeastCost">What one right answer costs.</param>
internal sealed record ServedInvoice(int Requests, int Right, decimal LeastCost);

/// <summary>The model: it sees the number on the page and answers what stands on that invoice, except where something goes wrong.</summary>
internal sealed partial class ChaosModel : IAsyncDisposable
{
    /// <summary>Prices of a million tokens, as the workers are told.</summary>
    public const decimal InputPrice = 1, OutputPrice = 10;

    private readonly IReadOnlyDictionary<string, PlannedInvoice> _invoices;
    private readonly ConcurrentDictionary<string, ServedInvoice> _served = new();
    private FaultyModelServer _server = null!;

    private ChaosModel(IReadOnlyDictionary<string, PlannedInvoice> invoices) => _invoices = invoices;

    public Uri Endpoint => _server.Endpoint;

    public ServerBooks Books => _server.Books;

    /// <summary>By the number on the invoice.</summary>
    public IReadOnlyDictionary<string, ServedInvoice> Served => _served;

    public static async Task<ChaosModel> StartAsync(IReadOnlyDictionary<string, PlannedInvoice> invoices, ChaosPlan plan)
    {
        var model = new ChaosModel(invoices);
        var faults = new FaultPlan { Share = plan.Faults, Seed = plan.Seed, Capacity = 64, Latency = TimeSpan.FromMilliseconds(300) };
        model._server = await FaultyModelServer.StartAsync(model.Answer, faults, served: model.Note);
        return model;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private string Answer(JsonObject request)
    {
        string asked = TextOf(request);
        return _invoices[NumberOnPage().Match(asked).Value].Answer(withRows: !IsContinuation(asked));
    }

    private void Note(ServedRequest request)
    {
        string asked = TextOf(request.Body);
        string number = NumberOnPage().Match(asked).Value;
        var tokens = Tokens.Of(request.Body, _invoices[number].Answer());
        decimal cost = ((tokens.Input * InputPrice) + (tokens.Output * OutputPrice)) / 1_000_000;
        int right = request.IsRight && !IsContinuation(asked) && !IsRepair(asked) ? 1 : 0;
        _served.AddOrUpdate(
            number,
            _ => new ServedInvoice(1, right, cost),
            (_, before) => new ServedInvoice(before.Requests + 1, before.Right + right, Math.Min(before.LeastCost, cost)));
    }

    private static bool IsContinuation(string asked) => asked.Contains("Your answer broke off", StringComparison.Ordinal);

    private static bool IsRepair(string asked) => asked.Contains("has held an earlier answer against the pages", StringComparison.Ordinal);

    private static string TextOf(JsonObject request) =>
        string.Join('\n', request["messages"]!.AsArray().Select(message => message!["content"]).OfType<JsonArray>().SelectMany(parts => parts).Select(part => (string?)part!["text"]));

    [GeneratedRegex("R2026-[0-9]{5}")]
    private static partial Regex NumberOnPage();
}
