namespace Nanobot.Services.Chat.Runs;

/// <summary>What a run is made for; the ledger keeps it with each call of the model.</summary>
internal static class RunPurpose
{
    /// <summary>The user has said something.</summary>
    public const string ChatTurn = "chat_turn";

    /// <summary>A job of the user's says something at its time.</summary>
    public const string AgentTurn = "agent_turn";

    /// <summary>A job has the assistant look at what it is to do again and again.</summary>
    public const string Heartbeat = "heartbeat";
}
