using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Dapr;
using Nanobot.Testing.Stores;

namespace Nanobot.Platform.Tests.Messaging.Dapr;

/// <summary>The module "test" with a sidecar and the broker behind it.</summary>
internal sealed class DaprSuite : IAsyncDisposable
{
    public const string AppToken = "tests-only-app-token-0123456789";
    public const string DeadLetters = "test.thing.v1.dlq";
    private const string SidecarToken = "tests-only-sidecar-token-0123456789";
    private readonly HttpClient _client;

    private DaprSuite(StandInBroker broker, SidecarStandIn sidecar, MessagingHost host, Uri address)
    {
        Broker = broker;
        Sidecar = sidecar;
        Host = host;
        _client = new HttpClient { BaseAddress = address };
    }

    public StandInBroker Broker { get; }

    public SidecarStandIn Sidecar { get; }

    public MessagingHost Host { get; }

    public static async Task<DaprSuite> StartAsync(
        Before? before = null, StandInOptions? options = null, bool subscribes = true, params IEnumerable<(string Key, string Value)> settings)
    {
        var broker = new StandInBroker();
        var sidecar = new SidecarStandIn(broker, (options ?? new StandInOptions()) with { AppToken = AppToken, SidecarToken = SidecarToken });
        await sidecar.StartAsync();
        var port = LocalProcess.FreePort();
        var host = await MessagingHost.StartAsync(before, port: port, settings: [.. sidecar.Settings, .. settings]);
        if (subscribes)
        {
            await sidecar.RegisterAsync(MessagingHost.Group, port);
        }

        return new DaprSuite(broker, sidecar, host, new Uri($"http://127.0.0.1:{port}/"));
    }

    /// <summary>Posts an event as whoever reaches the service's port could.</summary>
    public async Task<HttpResponseMessage> PostAsync(string data, string? token, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"events/{ThingHappened.Topic}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(data)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json");
        return await SendAsync(request, token, headers);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, token, []);
    }

    /// <summary>The status that a delivery is answered with.</summary>
    public static async Task<string?> StatusAsync(HttpResponseMessage response)
    {
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("status").GetString();
    }

    /// <summary>Waits until the outbox is empty and the sidecar's app has acknowledged what was published.</summary>
    public Task SettleAsync() => Eventually.TrueAsync(async () =>
        await WaitingAsync() == 0 && Broker.IsSettled(ThingHappened.Topic, MessagingHost.Group));

    /// <summary>Rows that wait in the outbox.</summary>
    public Task<long> WaitingAsync() => Host.OwnerScalarAsync<long>("select count(*) from nanobot.outbox where published_at is null");

    /// <summary>A genuine envelope, without the outbox.</summary>
    public static string Envelope(TenantContext context, int number) => RefusalTests.Forge("nothing", context).Replace("\"number\":1", $"\"number\":{number}", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Sidecar.DisposeAsync();
        await Host.DisposeAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? token, IEnumerable<(string Name, string Value)> headers)
    {
        foreach (var (name, value) in headers.Concat(token is null ? [] : [("dapr-api-token", token)]))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request);
    }
}
