namespace Nanobot.Services.Chat.Tools.AgentSpawn;

/// <summary>What sub-agents are held to, each by itself; all of them share what their turn may use. Section <c>Spawn</c>.</summary>
internal sealed class SpawnOptions
{
    /// <summary>Most rounds of tool calls of one. Default 10; 1 to 100.</summary>
    public int MaximumIterations { get; set; } = 10;

    /// <summary>Tokens after which one is not let call the model again. Default 50,000; 1,000 to 1,000,000.</summary>
    public long Tokens { get; set; } = 50_000;

    /// <summary>Deadline of one. Default 3 minutes; 1 second to 10 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Most of one tenant at work in one process. Default 12; 1 to 1,000.</summary>
    public int MostOfTenant { get; set; } = 12;
}
