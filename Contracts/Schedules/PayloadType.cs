namespace Nanobot.Contracts.Schedules;

/// <summary>What the runs of a job do, by its name on the wire.</summary>
public static class PayloadType
{
    /// <summary>Each asks for a report.</summary>
    public const string Report = "report";

    /// <summary>Each is a turn of the assistant, which answers a message of the job's.</summary>
    public const string AgentTurn = "agent_turn";

    /// <summary>Each has the assistant look at its user's HEARTBEAT.md, where there is something to do in it.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>Each is told an address of the user's own, signed.</summary>
    public const string Webhook = "webhook";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Report, AgentTurn, Heartbeat, Webhook];
}
