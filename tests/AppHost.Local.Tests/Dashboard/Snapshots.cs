using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nanobot.AppHost.Local.Tests.Dashboard;

internal static class Snapshots
{
    public static readonly DateTime Moment = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    public static CustomResourceSnapshot Minimal(string state = "Running") => new() { ResourceType = "Project", State = new(state, null), CreationTimeStamp = Moment };

    public static CustomResourceSnapshot Probed(string? failure) => Minimal() with
    {
        HealthReports = [new("check", failure is null ? HealthStatus.Healthy : HealthStatus.Unhealthy, failure ?? "", Moment)],
    };

    public static ResourceEvent Event(string id = "gateway-abcdefgh", CustomResourceSnapshot? snapshot = null) =>
        new(new ProjectResource(id.Split('-')[0]), id, snapshot ?? Minimal());
}
