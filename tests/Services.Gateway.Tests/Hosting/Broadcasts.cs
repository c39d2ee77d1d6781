using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Services.Gateway.Tests.Hosting;

/// <summary>Events as the tenants module publishes them.</summary>
internal static class Broadcasts
{
    /// <summary>Adds an event to its stream, in the name of the tenant, or of one of its users; with <paramref name="context"/> in place of a genuine one.</summary>
    public static Task BroadcastAsync<TEvent>(this Suite suite, string tenant, TEvent integrationEvent, string? context = null, string? user = null)
        where TEvent : IIntegrationEvent<TEvent>
    {
        context ??= suite.Tenants.Codec.Sign(user is null ? TestContexts.Admin(tenant) : TestContexts.User(user, tenant), ContextAudience.Event);
        var envelope = JsonSerializer.Serialize(new
        {
            specversion = "1.0", id = Guid.NewGuid(), source = "tenants", type = TEvent.Topic, topic = TEvent.Topic, time = DateTimeOffset.UnixEpoch,
            tenantid = tenant, userid = user, tenantcontext = context, data = JsonSerializer.SerializeToElement(integrationEvent, Json.Wire),
        });
        return suite.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().ExecuteAsync("XADD", TEvent.Topic, "*", "data", envelope, "metadata", "{}");
    }
}
