using Aspire.Hosting.Engine.Resources;

namespace Nanobot.AppHost.Local.Tests.Dashboard;

internal static class Snapshots
{
    public static readonly DateTimeOffset Moment = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

    public static ResourceSnapshot Minimal(string name = "gateway-abcdefgh", string state = "Running") => new(
        name, name.Split('-')[0], "uid-" + name, "Project", state, null, Moment, null, null, [], [], [], [], [], []);
}
