using System.Net;
using System.Net.Sockets;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>Makes connections by TCP.</summary>
internal sealed class SocketDialer : IDialer
{
    public async ValueTask<Stream> ConnectAsync(IPEndPoint target, CancellationToken cancellationToken)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
