using System.Net.Sockets;
using System.Text;

namespace Nanobot.Services.Gateway.Tests.Hosting;

/// <summary>HTTP as bytes: what no well-behaved client would send.</summary>
internal static class RawHttp
{
    /// <summary>Sends the lines of a request and returns the whole answer.</summary>
    public static async Task<(int Status, string Text)> SendAsync(Uri server, params IReadOnlyList<string> lines)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, deadline.Token);
        await using var stream = client.GetStream();
        var request = string.Join("\r\n", lines) + $"\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), deadline.Token);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var text = await reader.ReadToEndAsync(deadline.Token);
        return (int.Parse(text.AsSpan(9, 3), provider: null), text);
    }
}
