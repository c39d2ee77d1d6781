using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Gateway.Credentials.Jwt;
using Nanobot.Services.Gateway.Credentials.Jwt.Keys;
using Nanobot.Services.Gateway.Observability;
using static Nanobot.Services.Gateway.Tests.Credentials.Jwt.TestTokens;

namespace Nanobot.Services.Gateway.Tests.Credentials.Jwt.Keys;

/// <summary>An issuer whose keys are fetched from a loopback server, under a clock that the test moves.</summary>
internal sealed class PublishedIssuer : IAsyncDisposable
{
    public static readonly TimeSpan Refresh = TimeSpan.FromMinutes(10);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<GatewayTelemetry>().BuildServiceProvider();
    private readonly CancellationTokenSource _stopping = new();
    private readonly JwtValidator _validator;
    private readonly PublishedKeys _keys;
    private Task _keeping = Task.CompletedTask;

    private PublishedIssuer(string issuer, KeyServer server, FakeTimeProvider time)
    {
        (Server, Time) = (server, time);
        _keys = new PublishedKeys(issuer, server.Address, Refresh, PublishedKeys.CreateClient(server.Address),
            _services.GetRequiredService<GatewayTelemetry>(), new Backoff(new Random(1)), time, Log);
        Issuer = new Issuer(issuer, Audience, "tenant_id", IssuerTenants.Of(["acme"]), TimeSpan.FromDays(31), _keys);
        _validator = new JwtValidator([Issuer], time);
    }

    public KeyServer Server { get; }

    public FakeTimeProvider Time { get; }

    public LogLines<PublishedKeys> Log { get; } = new();

    public Issuer Issuer { get; }

    public static async Task<PublishedIssuer> StartAsync(params System.Text.Json.Nodes.JsonNode?[] keys) =>
        new(EcIssuer, await KeyServer.StartAsync(keys), new FakeTimeProvider(Now));

    public static async Task<PublishedIssuer> StartAsync(string issuer, FakeTimeProvider time, params System.Text.Json.Nodes.JsonNode?[] keys) =>
        new(issuer, await KeyServer.StartAsync(keys), time);

    /// <summary>Has the keys fetched now and at intervals, as the service does.</summary>
    public void Keep() => _keeping = _keys.KeepAsync(_stopping.Token);

    public Task<JwtResult> ValidateAsync(string token, CancellationToken cancellationToken = default) => _validator.ValidateAsync(token, cancellationToken);

    /// <summary>The fault of a token, or null where it is valid.</summary>
    public async Task<JwtFault?> FaultAsync(string token) => (await ValidateAsync(token)).Fault;

    /// <summary>Asserts that whether a token is valid cannot be known.</summary>
    public async Task AssertUnavailableAsync(string token)
    {
        var refused = await Assert.ThrowsAsync<RefusalException>(() => ValidateAsync(token));
        Assert.Equal((503, "ISSUER_UNAVAILABLE"), (refused.Refusal.Status, refused.Refusal.Code));
        Assert.NotNull(refused.Refusal.RetryAfter);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _keys.Dispose();
        await Server.DisposeAsync();
        await _services.DisposeAsync();
    }
}
