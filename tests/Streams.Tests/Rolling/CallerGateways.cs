using System.Net.Sockets;
using Nanobot.Streams.Tests.Running;

namespace Nanobot.Streams.Tests.Rolling;

/// <summary>The gateways as what balances the load in front of them has them: a request goes to the next one where nobody listens, and nowhere else a second time.</summary>
internal sealed class CallerGateways(ModuleSuite suite)
{
    private int _turns;

    /// <summary>Requests that went to another one than at first.</summary>
    public int Turns => _turns;

    /// <summary>Sends a request, made anew for each gateway that it is sent to.</summary>
    /// <exception cref="HttpRequestException">None took it, or the one that did broke off.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpClient http, int first, Func<Uri, HttpRequestMessage> make)
    {
        var gateways = suite.Gateways;
        for (var i = 0; ; i++)
        {
            using var request = make(gateways[(first + i) % gateways.Count].Address);
            try
            {
                return await http.SendAsync(request);
            }
            catch (HttpRequestException exception) when (i + 1 < gateways.Count && exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                Interlocked.Increment(ref _turns);
            }
        }
    }
}
