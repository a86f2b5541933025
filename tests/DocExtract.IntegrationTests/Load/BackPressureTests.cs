using DocExtract.IntegrationTests.Fixtures;
using DocExtract.IntegrationTests.ModelServer;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Queue;

namespace DocExtract.IntegrationTests.Load;

/// <summary>The stages bound each other: the cores, the model's endpoint, the memory.</summary>
public sealed class BackPressureTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task More_documents_than_cores_wait_for_the_model_at_once()
    {
        int most = Environment.ProcessorCount + 4;
        await using var model = await SlowModel.StartAsync();
        await using var pipeline = await WithAsync(model, most, documents: most + 3);

        await pipeline.StartAsync();
        await Pipeline.UntilAsync(() => Task.FromResult(model.Waiting == most));
        model.GoOn();
        await FinishedAsync(pipeline, most + 3);

        Assert.Equal(Environment.ProcessorCount + most, pipeline.Part<WorkRoom>().Places);
        Assert.Equal(most, model.Most);
    }

    [Fact]
    public async Task No_more_bytes_of_documents_are_held_than_the_budget()
    {
        const int Documents = 8;
        long size = Document(0).Length + 10;
        await using var model = await SlowModel.StartAsync();
        await using var pipeline = await WithAsync(model, most: Documents, Documents, ("Storage:BytesInFlight", $"{size * 3}"));

        await pipeline.StartAsync();
        await Pipeline.UntilAsync(() => Task.FromResult(model.Waiting == 3));

        // The others are under way and wait for room.
        await Pipeline.UntilAsync(async () => await pipeline.ScalarAsync<int>("select count(*) from docextract.documents where status = 'processing'") == Documents);
        long held = pipeline.Part<ByteBudget>().Held;
        model.GoOn();
        await FinishedAsync(pipeline, Documents);

        Assert.InRange(held, 1, size * 3);
        Assert.Equal(3, model.Most);
        Assert.Equal(0, pipeline.Part<ByteBudget>().Held);
        Assert.Equal(Documents, await pipeline.ScalarAsync<int>("select count(*) from docextract.attempts"));
    }

    private async Task<Pipeline> WithAsync(SlowModel model, int most, int documents, params (string, string)[] settings)
    {
        var pipeline = await Pipeline.CreateAsync(
            infrastructure,
            [
                ("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"), ("Vision:Concurrency", $"{most}"),
                ("Extraction:Readers", "vision"), .. settings,
            ]);
        for (int number = 0; number < documents; number++)
        {
            await pipeline.DropAsync($"{number}.pdf", Document(number));
        }

        return pipeline;
    }

    private static byte[] Document(int number) => Some.InvoicePdf($"2026-{number:0000}");

    private static Task FinishedAsync(Pipeline pipeline, int documents) => Pipeline.UntilAsync(
        async () => await pipeline.ScalarAsync<int>("select count(*) from docextract.documents where finished_at is not null") == documents, TimeSpan.FromMinutes(3));

    /// <summary>A model that lets everybody wait until it is told to go on, and counts who waits.</summary>
    private sealed class SlowModel : IAsyncDisposable
    {
        private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ScriptedModelServer? _server;
        private int _waiting;
        private int _most;

        public Uri Endpoint => _server!.Endpoint;

        public int Waiting => Volatile.Read(ref _waiting);

        public int Most => Volatile.Read(ref _most);

        public static async Task<SlowModel> StartAsync()
        {
            var model = new SlowModel();
            model._server = await ScriptedModelServer.StartAsync(
                _ => new ModelStep(async (context, request) =>
                {
                    int now = Interlocked.Increment(ref model._waiting);
                    InterlockedMax(ref model._most, now);
                    await model._goOn.Task.WaitAsync(context.RequestAborted);
                    await ModelStep.Truthful().PlayAsync(context, request);
                    Interlocked.Decrement(ref model._waiting);
                }),
                new RequestRules());
            return model;
        }

        public void GoOn() => _goOn.TrySetResult();

        public async ValueTask DisposeAsync() => await _server!.DisposeAsync();

        private static void InterlockedMax(ref int target, int value)
        {
            for (int seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            {
                Interlocked.CompareExchange(ref target, value, seen);
            }
        }
    }
}
