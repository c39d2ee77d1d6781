using System.Net.Sockets;
using System.Text;

namespace Aspire.Hosting.Engine.Health;

internal sealed class RedisProbe(string key, int port, Func<CancellationToken, ValueTask<string?>> password) : HealthProbe(key)
{
    public override async Task<string?> ProbeAsync(CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, ct);
        var stream = client.GetStream();
        if (await password(ct) is { } secret)
        {
            var byteCount = Encoding.UTF8.GetByteCount(secret);
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"*2\r\n$4\r\nAUTH\r\n${byteCount}\r\n{secret}\r\n"), ct);
        }

        await stream.WriteAsync("PING\r\n"u8.ToArray(), ct);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line == "+PONG")
                return null;
            if (line.StartsWith('-'))
                return $"Redis answered {line[1..]}";
        }

        return "Redis closed the connection.";
    }
}
