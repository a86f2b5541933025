using System.Net;
using System.Net.Sockets;

namespace DocExtract.Worker.Local;

/// <summary>Free TCP ports on the loopback interface.</summary>
internal static class LoopbackPorts
{
    /// <summary>
    /// A free port for each one wished for: that port itself if nobody uses it, any other otherwise (0 wishes for any). They
    /// differ from each other, but are free only at this moment: another program may still be quicker.
    /// </summary>
    public static int[] Choose(params ReadOnlySpan<int> wished)
    {
        List<TcpListener> listeners = [];
        try
        {
            foreach (int port in wished)
            {
                listeners.Add(TryListen(port) ?? TryListen(0) ?? throw new LocalServiceException("No free port is left on 127.0.0.1."));
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }

    /// <summary>Whether somebody accepts connections on the port.</summary>
    public static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static TcpListener? TryListen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
