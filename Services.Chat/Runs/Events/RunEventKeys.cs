using StackExchange.Redis;

namespace Nanobot.Services.Chat.Runs.Events;

/// <summary>Where Redis has the events of a run: in one slot, by tenant.</summary>
internal static class RunEventKeys
{
    /// <summary>The stream.</summary>
    public static RedisKey Events(string tenantId, Guid runId) => $"nanobot:run:{{{tenantId}:{runId:n}}}:events";

    /// <summary>How often the run was taken up by whoever wrote last.</summary>
    public static RedisKey Writer(string tenantId, Guid runId) => $"nanobot:run:{{{tenantId}:{runId:n}}}:writer";

    /// <summary>Where it is said that there is something new.</summary>
    public static RedisChannel News(string tenantId, Guid runId) => RedisChannel.Literal($"nanobot:run:{{{tenantId}:{runId:n}}}:news");
}
