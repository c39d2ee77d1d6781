using Nanobot.Platform.Metering;
using Nanobot.Services.Chat.Agent;

namespace Nanobot.Services.Chat.Turns;

/// <summary>What the assistant answered.</summary>
/// <param name="SessionId">The session, to go on with; none of a turn that is kept nowhere.</param>
/// <param name="TurnId">The turn.</param>
/// <param name="Outcome">All that the agent did and said.</param>
/// <param name="Took">How long the turn took.</param>
internal sealed record TurnAnswer(Guid SessionId, Guid TurnId, AgentOutcome Outcome, TimeSpan Took)
{
    /// <summary>Whether it is written in its session, which is free since.</summary>
    public bool IsWritten { get; init; }

    /// <summary>Whether nothing came of it that is kept in the session.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>What it came to in all, attempts that broke off included; null where its book does not tell of it.</summary>
    public RunUsage? Cost { get; init; }

    /// <summary>The last words.</summary>
    public string Text => Outcome.Answer;

    /// <summary>The model that answered, as its server names it.</summary>
    public string Model => Outcome.Model;

    /// <summary>Tokens of all model calls of the turn.</summary>
    public AgentUsage Usage => Outcome.Usage;
}
