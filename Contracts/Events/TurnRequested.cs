namespace Nanobot.Contracts.Events;

/// <summary>A turn of the assistant is to be made for the envelope's user, at a time of one of its jobs.</summary>
/// <param name="RunId">Id that the run gets; asking twice for the same id makes one run.</param>
/// <param name="JobId">The job.</param>
/// <param name="JobName">What the job is called.</param>
/// <param name="Purpose">agent_turn or heartbeat.</param>
/// <param name="Message">Of an agent_turn: what the assistant is told. Null of a heartbeat, which is told what its user's HEARTBEAT.md says.</param>
/// <param name="Labels">Where the message may have come from, by the names of labels; null for the user alone.</param>
/// <param name="SessionId">The session in which it is answered; null for the job's own, which has the job's id.</param>
/// <param name="KeyId">The key by which the job was made or changed last, or null.</param>
/// <param name="UserQuotas">The amounts of the user's own at that moment, or null.</param>
/// <param name="KeyQuotas">The amounts of that key's own at that moment, or null.</param>
/// <param name="Model">The model that answers it, or null for the usual ones.</param>
public sealed record TurnRequested(
    Guid RunId, Guid JobId, string JobName, string Purpose, string? Message, IReadOnlyList<string>? Labels, Guid? SessionId,
    string? KeyId, string? UserQuotas, string? KeyQuotas, string? Model = null) : IIntegrationEvent<TurnRequested>
{
    /// <inheritdoc />
    public static string Topic => "turn.requested.v1";
}
