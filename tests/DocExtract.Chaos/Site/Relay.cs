using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DocExtract.Chaos.Site;

/// <summary>Stands between workers and a service on loopback, and drops all connections on cue, as a network does.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly int _target;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _accepting;

    /// <param name="target">The service's port.</param>
    public Relay(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Resets every connection; new ones are taken at once. Gives how many there were.</summary>
    public int Cut() => _open.Keys.Count(Reset) / 2;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        Cut();
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await _listener.AcceptSocketAsync(_ended.Token));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The relay ends.
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var service = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            _open[client] = 0;
            _open[service] = 0;
            try
            {
                await service.ConnectAsync(IPAddress.Loopback, _target);
                await Task.WhenAll(CopyAsync(client, service), CopyAsync(service, client));
            }
            catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
            {
                // Cut, or the service is away: the client sees a connection that ends.
            }
            finally
            {
                _open.TryRemove(client, out _);
                _open.TryRemove(service, out _);
            }
        }
    }

    /// <summary>What is reset on one side is reset on the other: neither may wait for a peer that is gone.</summary>
    private static async Task CopyAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[32 << 10];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                for (int sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            Reset(from);
            Reset(to);
        }
    }

    /// <summary>Lingering for no time makes it a reset: what was under way is lost. False when it had ended by itself in this very moment.</summary>
    private static bool Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
            return true;
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
