namespace Nanobot.Contracts.Events;

/// <summary>A turn that a job asked for has come to its end.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Status">completed; failed; cancelled; or idle, where there was nothing to do and no model was asked.</param>
/// <param name="Code">Of one that failed: the stable code of why.</param>
/// <param name="IsQuiet">Whether nobody is to be told: there was nothing to do.</param>
/// <param name="Tokens">What its calls of the model came to; null where nobody says.</param>
/// <param name="CostMicros">What they cost, in millionths of the price list's currency; null where nobody says, or the price of one is not known.</param>
public sealed record TurnCompleted(Guid RunId, string Status, string? Code, bool IsQuiet, long? Tokens = null, long? CostMicros = null) : IIntegrationEvent<TurnCompleted>
{
    /// <inheritdoc />
    public static string Topic => "turn.completed.v1";
}
