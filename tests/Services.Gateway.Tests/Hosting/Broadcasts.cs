using Nanobot.Contracts;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Hosting;

/// <summary>Events as the tenants module publishes them.</summary>
internal static class Broadcasts
{
    /// <summary>Adds an event to its stream, in the name of the tenant, or of one of its users; with <paramref name="context"/> in place of a genuine one.</summary>
    public static Task BroadcastAsync<TEvent>(this Suite suite, string tenant, TEvent integrationEvent, string? context = null, string? user = null)
        where TEvent : IIntegrationEvent<TEvent> => suite.Services.BroadcastAsync(tenant, integrationEvent, context, user);
}
