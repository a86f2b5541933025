using Azure.Storage.Queues;
using DocExtract.Worker.Queue;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace DocExtract.IntegrationTests.Queue;

/// <summary>A consumer on real queues whose work is the test's own.</summary>
internal sealed class ConsumerBench(QueueConsumer consumer, ApplicationLifetime lifetime) : IAsyncDisposable
{
    public QueueConsumer Consumer => consumer;

    /// <param name="room">Messages that are worked on at one time.</param>
    /// <param name="handle">The work.</param>
    /// <param name="poison">For what nobody understands.</param>
    /// <param name="queues">The most urgent first.</param>
    public static ConsumerBench Create(int room, Func<Delivery, CancellationToken, Task<Outcome>> handle, QueueClient poison, params QueueClient[] queues)
    {
        var options = Microsoft.Extensions.Options.Options.Create(
            new QueueOptions { MaxPollInterval = TimeSpan.FromMilliseconds(100), DrainTimeout = TimeSpan.FromSeconds(1) });
        var all = new Queues(queues, poison);
        var reception = new Reception(all, options, TimeProvider.System, NullLogger<Reception>.Instance);
        var neverPaused = new Pause(_ => Task.FromResult<string?>(null), TimeProvider.System, NullLogger<Pause>.Instance);
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        return new ConsumerBench(
            new QueueConsumer(reception, all, handle, new WorkRoom(room), neverPaused, options, lifetime, TimeProvider.System, NullLogger<QueueConsumer>.Instance),
            lifetime);
    }

    public Task StartAsync() => consumer.StartAsync(CancellationToken.None);

    /// <summary>What a host does first when it is told to stop: the turn of the consumer comes later.</summary>
    public void Signal() => lifetime.StopApplication();

    public Task StopAsync() => consumer.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        consumer.Dispose();
    }
}
