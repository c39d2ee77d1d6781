using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Aspire.Hosting.Engine.Health;

/// <summary>
/// Sends a start-up packet (protocol 3.0) and reads the first byte of the answer: <c>R</c> asks for the password,
/// which a server does once it takes connections. It needs no password and leaves no session behind.
/// </summary>
internal sealed class PostgresProbe(string key, int port) : HealthProbe(key)
{
    public override async Task<string?> ProbeAsync(CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, ct);
        var body = Encoding.ASCII.GetBytes("\0\0\0\0\0\x03\0\0user\0postgres\0database\0postgres\0\0");
        BinaryPrimitives.WriteInt32BigEndian(body, body.Length);
        var stream = client.GetStream();
        await stream.WriteAsync(body, ct);
        var answer = new byte[1];
        return await stream.ReadAsync(answer, ct) == 1 && answer[0] == 'R' ? null : "PostgreSQL does not take connections yet.";
    }
}
