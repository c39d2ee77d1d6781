using System.Net.Sockets;
using System.Text;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Routing;

/// <summary>Answers that are complete while the client is still sending.</summary>
public sealed class LingeringCloseTests(SuiteFixture fixture) : IClassFixture<SuiteFixture>
{
    private const int Times = 20;

    [Theory]
    [InlineData(3_000_000, false, 401)]
    [InlineData(1_100_000, false, 401)]
    [InlineData(60_000, false, 401)]
    [InlineData(3_000_000, true, 413)]
    [InlineData(1_100_000, true, 413)]
    public async Task A_refusal_reaches_a_client_that_sends_its_body_to_the_end(int length, bool known, int expected)
    {
        var suite = fixture.Suite;
        var key = known ? suite.Tenants.AddUserKey() : "none";
        var statuses = new List<int>();
        for (var i = 0; i < Times; i++)
        {
            statuses.Add(await SendAsync(suite.Address, key, length));
        }

        Assert.Equal(Enumerable.Repeat(expected, Times), statuses);
    }

    // Zero where the connection is gone before the answer could be read.
    private static async Task<int> SendAsync(Uri server, string key, int length)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, deadline.Token);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(
                $"POST /chat HTTP/1.1\r\nHost: {server.Authority}\r\nX-API-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"), deadline.Token);
            for (var sent = 0; sent < length; sent += 50_000)
            {
                await stream.WriteAsync(new byte[Math.Min(50_000, length - sent)], deadline.Token);
            }

            using var reader = new StreamReader(stream, Encoding.Latin1);
            return await reader.ReadLineAsync(deadline.Token) is { Length: > 12 } line ? int.Parse(line.AsSpan(9, 3), provider: null) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
