using Dapr;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Bus.Dapr;

/// <summary>
/// What the sidecar calls: <c>GET /dapr/subscribe</c>, which lists the topics, and <c>POST /events/{topic}</c> for each. They are
/// in one group behind the sidecar's credential, and the gateway has no route to them.
/// </summary>
internal sealed class DaprRoutes(DaprReceiver receiver, IOptions<MessagingOptions> options)
{
    /// <summary>The sidecar's own limit unless it is told another.</summary>
    private const long MaximumBytes = 4 * 1024 * 1024;

    private RouteGroupBuilder? _group;

    public void Map(IEndpointRouteBuilder endpoints, string topic)
    {
        _group ??= MapGroup(endpoints);
        // UseCloudEvents would leave of an event its data alone, and it is the envelope that proves whose the event is.
        RequestDelegate handle = http => receiver.HandleAsync(topic, http);
        // The topic stands in the route as it is: the list of subscriptions cannot show a route with parameters.
        _group.MapPost($"/events/{topic}", handle)
            .WithMetadata(new RequestSizeLimitAttribute(MaximumBytes))
            .WithTopic(new TopicOptions
            {
                PubsubName = options.Value.PubSub,
                Name = topic,
                DeadLetterTopic = Topics.DeadLettersOf(topic),
            });
    }

    private static RouteGroupBuilder MapGroup(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("").RequireAuthorization(TenantPolicies.Sidecar).ExcludeFromDescription();
        group.MapSubscribeHandler();
        return group;
    }
}
