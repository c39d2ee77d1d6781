using Nanobot.Platform.Bus.Names;
using Nanobot.Platform.Core.Names;
using StackExchange.Redis;

namespace Nanobot.Services.Chat.Runs.Events;

/// <summary>Where Redis has the events of a run: in one slot, by tenant.</summary>
internal static class RunEventKeys
{
    /// <summary>The stream.</summary>
    public static RedisKey Events(string tenantId, Guid runId) => Name(tenantId, runId, "events").ToKey();

    /// <summary>How often the run was taken up by whoever wrote last.</summary>
    public static RedisKey Writer(string tenantId, Guid runId) => Name(tenantId, runId, "writer").ToKey();

    /// <summary>Where it is said that there is something new.</summary>
    public static RedisChannel News(string tenantId, Guid runId) => Name(tenantId, runId, "news").ToChannel();

    private static StoreName Name(string tenantId, Guid runId, string part) => StoreName.OfThing(NameKinds.Runs, tenantId, runId, part);
}
