using System.Net;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>Makes connections to addresses that have been looked at.</summary>
public interface IDialer
{
    /// <summary>A connection to <paramref name="target"/>.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is none.</exception>
    ValueTask<Stream> ConnectAsync(IPEndPoint target, CancellationToken cancellationToken);
}
