namespace Nanobot.Services.Chat.Agent;

/// <summary>Options of the assistant, section <c>Agent</c>.</summary>
internal sealed class AgentOptions
{
    /// <summary>Most rounds of tool calls in one turn; then the model has to answer. Default 20; 1 to 200.</summary>
    public int MaximumIterations { get; set; } = 20;

    /// <summary>Most tokens of one reply of the model. Default 8,192; 64 to 131,072.</summary>
    public int ReplyTokens { get; set; } = 8192;

    /// <summary>Tokens that the model reads at once, its reply included. Default 200,000; 4,096 to 2,000,000.</summary>
    public int ContextWindow { get; set; } = 200_000;

    /// <summary>Most characters of one tool's result; the rest is cut. Default 16,000; 1,000 to 200,000.</summary>
    public int ToolResultCharacters { get; set; } = 16_000;

    /// <summary>Deadline of one tool. Default 1 minute; 1 second to 10 minutes.</summary>
    public TimeSpan ToolTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Deadline of a whole turn. Default 10 minutes; 1 second to 1 hour.</summary>
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// For how long a session stays taken after the process at work on it has died. Renewed at a third of it. Default
    /// 30 seconds; 1 second to 10 minutes.
    /// </summary>
    public TimeSpan SessionLease { get; set; } = TimeSpan.FromSeconds(30);
}
