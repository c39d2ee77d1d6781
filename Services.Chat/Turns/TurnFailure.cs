using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Turns;

/// <summary>Why a turn has no answer, as far as that is expected; each door says it in its own way.</summary>
/// <param name="Code">Stable code, the same at every door.</param>
internal abstract record TurnFailure(string Code)
{
    /// <summary>The user has no such session, or has no longer.</summary>
    public sealed record NoSession() : TurnFailure("SESSION_NOT_FOUND");

    /// <summary>The session is at work on another message.</summary>
    public sealed record Busy() : TurnFailure("SESSION_BUSY");

    /// <summary>The session has no turn that could be made again.</summary>
    public sealed record NoTurn() : TurnFailure("NOTHING_TO_REGENERATE");

    /// <summary>The user's decision, from which the turn would have gone on, was not taken, as says the <paramref name="Refusal"/>.</summary>
    public sealed record NotDecided(Refusal Refusal) : TurnFailure(Refusal.Code);

    /// <summary>The answer was not there within <paramref name="Limit"/>.</summary>
    public sealed record OutOfTime(TimeSpan Limit) : TurnFailure("TURN_TIMEOUT");

    /// <summary>The tenant may not be used any more, as says its <paramref name="Status"/>; nothing of the turn was kept.</summary>
    public sealed record TenantStopped(TenantStatus Status) : TurnFailure(
        Status == TenantStatus.Suspended ? "TENANT_SUSPENDED" : Status == TenantStatus.Expired ? "TENANT_EXPIRED" : "TENANT_INACTIVE");

    /// <summary>No policy allows the model, as says the <paramref name="Refusal"/>, or the policies are not known.</summary>
    public sealed record Denied(Refusal Refusal, string Resource) : TurnFailure(Refusal.Code);

    /// <summary>A limit stands against a call of the model or a session more, or cannot be checked, as says the <paramref name="Refusal"/>.</summary>
    public sealed record OverBudget(Refusal Refusal) : TurnFailure(Refusal.Code);

    /// <summary>
    /// The model gave no usable answer; <paramref name="Reason"/> is a sentence for people, <paramref name="Cause"/> the type of
    /// what led to it, <paramref name="RetryAfter"/> the wait that its server asks for.
    /// </summary>
    public sealed record NoModel(string Reason, string? Cause, TimeSpan? RetryAfter) : TurnFailure("MODEL_UNAVAILABLE");
}
