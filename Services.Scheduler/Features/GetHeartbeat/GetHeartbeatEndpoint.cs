using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Features.GetHeartbeat;

/// <summary><c>GET /schedule/heartbeat</c></summary>
internal static class GetHeartbeatEndpoint
{
    public static void MapGetHeartbeat(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.GetHeartbeat, HandleAsync)
        .WithSummary("Whether the caller's assistant looks at HEARTBEAT.md by itself, and by which job.");

    private static async Task<Ok<HeartbeatSetting>> HandleAsync(Caller caller, TenantDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(HeartbeatSetting.Of(await db.QuerySingleAsync(caller.Context, JobBook.Heartbeats(caller.Context), StoredJobs.Read, cancellationToken)));
}
