using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Gateway.Sockets.Notices;
using Nanobot.Services.Gateway.Sockets.Streams;

namespace Nanobot.Services.Gateway.Features.StreamEvents;

/// <summary><c>GET /events</c>: what a socket would be told of, as server-sent events.</summary>
internal static class StreamEventsEndpoint
{
    public static void MapStreamEvents(this RouteGroupBuilder callers) => callers.MapOperation(Operations.Gateway.StreamEvents, HandleAsync)
        .WithSummary("What happens to the caller as it happens: reports, runs of jobs, notices, limits that are near; with Last-Event-ID what came behind that event.")
        .Produces(StatusCodes.Status200OK)
        .ProducesAlso(MediaTypes.EventStream)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<EmptyHttpResult, Refusal>> HandleAsync([FromHeader(Name = "Last-Event-ID")] string? last, HttpContext http, StreamDoor door)
    {
        var context = http.Features.GetRequiredFeature<TenantContext>();
        if (context.TenantId is not { } tenantId)
        {
            return AccessRefusals.Needs(Operations.Gateway.StreamEvents.Access);
        }

        if (HttpMethods.IsHead(http.Request.Method))
        {
            EventStream.Begin(http.Response);
            return TypedResults.Empty;
        }

        return await door.ServeAsync(http, new Receivers(tenantId, context.UserId), string.IsNullOrEmpty(last) ? null : last) is { } refused ? refused : TypedResults.Empty;
    }
}
