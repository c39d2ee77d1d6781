using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Delivery;
using Nanobot.Services.Reports.Delivery.Working;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Delivery;

/// <summary>The service with a clock of the test's and without workers: the test makes each attempt itself.</summary>
internal sealed class DeliveryHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Workers = ["Nanobot.Services.Reports", "Nanobot.Platform.Messaging", "Nanobot.Platform.Bus", "Nanobot.Platform.Data.Resealing"];

    public DeliveryHost(params IEnumerable<KeyValuePair<string, string?>> settings)
        : this(null, settings)
    {
    }

    public DeliveryHost(Action<IServiceCollection>? further, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        Suite = new ReportsSuite(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.Where(static service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace is { } space
                && Array.Exists(Workers, worker => space.StartsWith(worker, StringComparison.Ordinal)))
                .ToList().ForEach(service => services.Remove(service));
            further?.Invoke(services);
        }, settings);
        // Its clock is another.
        Suite.Peer.Rights.TrustsAnySignature = true;
        Suite.Peer.Quotes("AAPL", "2026-11-18,1,2,1,1.5,10", "2026-11-19,1,2,1,1.8,10");
    }

    public FakeTimeProvider Clock { get; } = new(Start);

    public ReportsSuite Suite { get; }

    /// <summary>A user in a tenant of its own, told by these ways.</summary>
    public TenantContext User(string[] channels, string language = "en", string zone = "UTC", TenantContext? context = null, string? format = null) =>
        Suite.User(new Watchlist(Stocks: ["AAPL"]), new Preferences(Language: language, TimeZone: zone, MaxReportLength: 5000, NotificationChannels: channels, ReportFormat: format), context);

    /// <summary>Has a report asked for and made; its id.</summary>
    public async Task<Guid> MakeAsync(TenantContext user)
    {
        var id = (await Suite.RequestAsync(user)).ReportId;
        foreach (var claimed in await Suite.Services.GetRequiredService<ReportLanes>().Asked.ClaimAsync(100, default))
        {
            await using var scope = Suite.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ReportAttempt>().RunAsync(claimed, default);
        }

        return id;
    }

    /// <summary>Makes one try at each delivery that is due; how many there were.</summary>
    public async Task<int> DeliverAsync()
    {
        var (queues, standings, made) = (Suite.Services.GetRequiredService<DeliveryQueues>(), Suite.Services.GetRequiredService<StandingCheck>(), 0);
        foreach (var queue in queues.All)
        {
            // Round the tenants, until there are none.
            var claims = new WorkClaims<ClaimedDelivery>(queue, standings);
            while (await claims.TakeAsync(100, default) is { Count: > 0 } claimed)
            {
                foreach (var delivery in claimed)
                {
                    await AttemptAsync(delivery);
                    made++;
                }
            }
        }

        return made;
    }

    public async Task AttemptAsync(ClaimedDelivery delivery, CancellationToken stopping = default)
    {
        await using var scope = Suite.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DeliveryAttempt>().RunAsync(delivery, stopping);
    }

    /// <summary>The deliveries of a report as its user sees them.</summary>
    public async Task<List<JsonObject>> SeenAsync(TenantContext user, Guid report)
    {
        using var client = Suite.Client(user);
        return [.. (await client.GetFromJsonAsync<JsonObject>($"/reports/{report}/deliveries"))!["deliveries"]!.AsArray().Select(static item => item!.AsObject())];
    }

    /// <summary>How each way stands: <c>push sent</c>.</summary>
    public async Task<string> StandAsync(TenantContext user, Guid report) => string.Join(", ", (await SeenAsync(user, report)).Select(static item => $"{item["channel"]} {item["status"]} {item["code"]}".TrimEnd()));

    public async Task<JsonObject> SendAsync(TenantContext user, HttpMethod method, string path, object? body, int status)
    {
        using var client = Suite.Client(user);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>What was told to open connections of a tenant: kind, subject and status.</summary>
    public Task<string?> PushedAsync(TenantContext user) => Suite.SqlAsync<string>("""
        select coalesce(string_agg(concat_ws(' ', envelope::jsonb -> 'data' ->> 'kind', envelope::jsonb -> 'data' ->> 'subject_id', envelope::jsonb -> 'data' ->> 'status'), ',' order by id), '')
        from nanobot.outbox where tenant_id = $1 and topic = 'notice.pushed.v1'
        """, user.RequiredTenantId);

    public ValueTask DisposeAsync() => Suite.DisposeAsync();
}
