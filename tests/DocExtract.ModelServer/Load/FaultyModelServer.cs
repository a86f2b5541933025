using System.Text.Json.Nodes;

namespace DocExtract.ModelServer;

/// <summary>
/// A model server for load: it answers every request rightly, by a function, except for a share in which something goes wrong,
/// and keeps books. Requests are held to the rules as everywhere.
/// </summary>
internal sealed class FaultyModelServer : IAsyncDisposable
{
    private readonly Func<JsonObject, string> _answer;
    private readonly FaultPlan _plan;
    private readonly Action<ServedRequest>? _served;
    private readonly Random _random;
    private ScriptedModelServer _server = null!;

    private FaultyModelServer(Func<JsonObject, string> answer, FaultPlan plan, Action<ServedRequest>? served)
    {
        _answer = answer;
        _plan = plan;
        _served = served;
        _random = new Random(plan.Seed);
    }

    public Uri Endpoint => _server.Endpoint;

    public ServerBooks Books { get; } = new();

    /// <param name="answer">The right answer to a request's body.</param>
    /// <param name="plan">What goes wrong.</param>
    /// <param name="rules">What a request is held to; the official rules by default.</param>
    /// <param name="served">Told what became of each request that kept the rules and was not turned away; from any thread.</param>
    public static async Task<FaultyModelServer> StartAsync(
        Func<JsonObject, string> answer, FaultPlan plan, RequestRules? rules = null, Action<ServedRequest>? served = null)
    {
        var server = new FaultyModelServer(answer, plan, served);
        server._server = await ScriptedModelServer.StartAsync(server.Choose, rules ?? new RequestRules());
        return server;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private ModelStep Choose(ModelRequest request)
    {
        int now = Books.Came(request.Violation is not null);
        var step = request.Violation is { } violation ? ModelStep.Refusal(violation) : now > _plan.Capacity ? TurnAway() : Next(request.Body);
        return new ModelStep(async (context, body) =>
        {
            int gone = 0;
            void Leave()
            {
                if (Interlocked.Exchange(ref gone, 1) == 0)
                {
                    Books.Left();
                }
            }

            context.Items[EventStream.BeforeTheEnd] = (Action)Leave;
            try
            {
                await step.PlayAsync(context, body);
            }
            finally
            {
                Leave();
            }
        });
    }

    private ModelStep TurnAway()
    {
        Books.TurnAway();
        return ModelStep.Error(429, "rate_limit_exceeded", "Too many requests at one time.", ("retry-after-ms", "20"));
    }

    private ModelStep Next(JsonObject request)
    {
        Fault? fault = Draw();
        var step = Next(request, fault);
        return _served is null ? step : new ModelStep(async (context, body) =>
        {
            bool whole = false;
            try
            {
                await step.PlayAsync(context, body);
                whole = !context.RequestAborted.IsCancellationRequested;
            }
            finally
            {
                _served(new ServedRequest(request, fault, whole));
            }
        });
    }

    private ModelStep Next(JsonObject request, Fault? fault)
    {
        string content = fault switch
        {
            Fault.Garbage => "Here you go: {{total: 12.5.0",
            Fault.EmptyAnswer => "",
            Fault.Truncation => _answer(request) is var whole ? whole[..(whole.Length / 2)] : "",
            _ => _answer(request),
        };
        return fault switch
        {
            Fault.RateLimit => ModelStep.Error(429, "rate_limit_exceeded", "Slow down.", ("retry-after-ms", "20")),
            Fault.ServerError => ModelStep.Error(500, null, "The server had an error."),
            Fault.Unavailable => ModelStep.Error(503, null, "The server is overloaded."),
            Fault.Stall => Unbilled(ModelStep.Stall()),
            Fault.Cut => Unbilled(ModelStep.CutPartWay(content)),
            Fault.NoUsage => Unbilled(ModelStep.Answer(content, completion => completion.Remove("usage"))),
            Fault.Truncation => Billed(request, content, "length"),
            _ => Billed(request, content, "stop"),
        };
    }

    private Fault? Draw()
    {
        Fault? fault;
        lock (_random)
        {
            fault = _random.NextDouble() < _plan.Share ? _plan.Kinds[_random.Next(_plan.Kinds.Count)] : null;
        }

        if (fault is { } drawn)
        {
            Books.Note(drawn);
        }

        return fault;
    }

    private ModelStep Unbilled(ModelStep step) => new((context, request) =>
    {
        Books.NotReported();
        return step.PlayAsync(context, request);
    });

    /// <summary>Booked before it is sent, since the client may look at the books the moment it has the answer; taken back if it never gets it.</summary>
    private ModelStep Billed(JsonObject request, string content, string finishReason)
    {
        var tokens = Tokens.Of(request, content);
        var step = ModelStep.Answer(content, completion =>
        {
            completion["usage"] = Completion.Usage(tokens.Input, tokens.Output);
            completion["choices"]![0]!["finish_reason"] = finishReason;
        });
        return new ModelStep(async (context, asked) =>
        {
            await Task.Delay(_plan.Latency, TimeProvider.System, context.RequestAborted);
            if (ModelStep.WantsStream(asked) && (bool?)asked["stream_options"]?["include_usage"] != true)
            {
                Books.NotReported();
                await step.PlayAsync(context, asked);
                return;
            }

            Books.Bill(tokens);
            try
            {
                await step.PlayAsync(context, asked);
            }
            catch (Exception left) when (left is IOException or OperationCanceledException)
            {
                Books.Bill(tokens, -1);
                Books.NotReported();
            }
        });
    }
}
