using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Sockets;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Sockets;

/// <summary>A client that does not read costs no more than its bounds, and is dropped.</summary>
public sealed class SlowReaderTests
{
    private const int Piece = 16_000;

    // What this system may hold of what is on its way: from the module to the gateway, and what the gateway has sent; and what the gateway itself does.
    private static readonly long MostUnderWay = LargestBuffer("tcp_rmem") + (2 * LargestBuffer("tcp_wmem")) + 1_000_000;

    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _written;

    [Fact]
    public async Task One_that_stops_reading_a_stream_is_dropped_with_its_slot_and_no_more_of_the_stream_is_taken_meanwhile()
    {
        await using var suite = await Suite.StartAsync(map: Map, settings: [("Sockets:SlowFor", "00:00:00.5"), ("Sockets:MostWaitingOctets", "65536")]);
        var key = suite.Tenants.AddKey(TenantRole.User, suite.Tenants.AddTenant(quotas: "concurrent_requests=1"), "ada");
        await using var slow = await RawSocket.GreetAsync(suite, key, receiveBuffer: 4096);

        await slow.SendAsync(RawSocket.Frame(1, """{"id":"1","type":"request","method":"chat.send","params":{"message":"x"}}"""u8.ToArray()));

        await _gone.Task.WaitAsync(Eventually.Deadline);
        Assert.InRange(Volatile.Read(ref _written), 65_536, MostUnderWay);
        await NoneIsOpenAsync(suite);
        await Eventually.TrueAsync(async () =>
        {
            using var response = await suite.GetAsync("/sessions", key);
            return response.IsSuccessStatusCode;
        });
    }

    [Fact]
    public async Task One_that_does_not_read_its_answers_is_dropped_by_the_first_event_that_finds_no_room()
    {
        await using var suite = await Suite.StartAsync(map: Map, settings: [("Sockets:SlowFor", "00:01:00"), ("Sockets:MostWaitingOctets", "65536")]);
        var (tenant, key) = await FullAsync(suite);
        await using var slow = key;

        // Long before it would be dropped for the answers alone.
        await Eventually.TrueAsync(async () =>
        {
            await suite.BroadcastAsync(tenant, new ReportCompleted(Guid.NewGuid(), "daily", "completed"), user: "ada");
            return suite.Services.GetRequiredService<OpenSockets>().Count == 0;
        }, TimeSpan.FromSeconds(30));
    }

    private static long LargestBuffer(string name) =>
        long.Parse(File.ReadAllText($"/proc/sys/net/ipv4/{name}").Split('\t', ' ')[^1], CultureInfo.InvariantCulture);

    private static Task NoneIsOpenAsync(Suite suite) => Eventually.TrueAsync(() => Task.FromResult(suite.Services.GetRequiredService<OpenSockets>().Count == 0));

    // Its client has asked for more than there is room for, and reads nothing of it.
    private async Task<(string Tenant, RawSocket Slow)> FullAsync(Suite suite)
    {
        var tenant = suite.Tenants.AddTenant();
        var slow = await RawSocket.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"), receiveBuffer: 4096);
        for (var id = 0; id < 12; id++)
        {
            await slow.SendAsync(RawSocket.Frame(1, Encoding.UTF8.GetBytes($$$"""{"id":"{{{id}}}","type":"request","method":"sessions.get","params":{"session_id":"large"}}""")));
        }

        await Eventually.TrueAsync(() => Task.FromResult(Interlocked.Read(ref _written) == 12));
        return (tenant, slow);
    }

    private void Map(string module, WebApplication app)
    {
        if (module == "chat")
        {
            app.MapPost("/chat", StreamAsync);
            app.MapGet("/sessions/large", async http =>
            {
                await http.Response.WriteAsJsonAsync(new { text = new string('x', 2_000_000) });
                Interlocked.Increment(ref _written);
            });
        }
    }

    private async Task StreamAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        try
        {
            while (true)
            {
                await http.Response.WriteAsync($$"""event: delta{{"\n"}}data: {"text":"{{new string('x', Piece)}}"}{{"\n\n"}}""", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                Interlocked.Add(ref _written, Piece);
            }
        }
        catch (OperationCanceledException)
        {
            _gone.TrySetResult();
        }
    }
}
