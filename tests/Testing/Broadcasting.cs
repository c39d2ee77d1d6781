using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using StackExchange.Redis;

namespace Nanobot.Testing;

/// <summary>Events as the tenants module publishes them, added to their streams.</summary>
public static class Broadcasting
{
    /// <summary>Adds an event, in the name of the tenant, or of one of its users; with <paramref name="context"/> in place of a genuine one.</summary>
    /// <param name="services">Those of the host whose Redis it is added to.</param>
    /// <param name="tenant">The tenant in whose name it is told.</param>
    /// <param name="integrationEvent">The event.</param>
    /// <param name="context">A signed context in place of the genuine one, or null.</param>
    /// <param name="user">The user in whose name it is told, or null.</param>
    public static Task BroadcastAsync<TEvent>(this IServiceProvider services, string tenant, TEvent integrationEvent, string? context = null, string? user = null)
        where TEvent : IIntegrationEvent<TEvent>
    {
        // By the clock of whoever hears it: to one that stands still, what is signed by another one is of the future after some seconds.
        context ??= TestContexts.Codec(services.GetRequiredService<TimeProvider>(), module: "tenants")
            .Sign(user is null ? TestContexts.Admin(tenant) : TestContexts.User(user, tenant), ContextAudience.Event);
        var envelope = JsonSerializer.Serialize(new
        {
            specversion = "1.0", id = Guid.NewGuid(), source = "tenants", type = TEvent.Topic, topic = TEvent.Topic, time = DateTimeOffset.UnixEpoch,
            tenantid = tenant, userid = user, tenantcontext = context, data = JsonSerializer.SerializeToElement(integrationEvent, Json.Wire),
        });
        return services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().ExecuteAsync("XADD", TEvent.Topic, "*", "data", envelope, "metadata", "{}");
    }
}
