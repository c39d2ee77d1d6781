using Nanobot.Services.Chat.Agent;

namespace Nanobot.Services.Chat.Turns;

/// <summary>What the assistant answered.</summary>
/// <param name="SessionId">The session, to go on with; none of a turn that is kept nowhere.</param>
/// <param name="TurnId">The turn.</param>
/// <param name="Text">The words.</param>
/// <param name="Model">The model that answered, as its server names it.</param>
/// <param name="Usage">Tokens of all model calls of the turn.</param>
/// <param name="Took">How long the turn took.</param>
internal sealed record TurnAnswer(Guid SessionId, Guid TurnId, string Text, string Model, AgentUsage Usage, TimeSpan Took)
{
    /// <summary>All that the agent did and said, for doors that show more of it than its last words.</summary>
    public AgentOutcome? Outcome { get; init; }
}
