namespace Nanobot.Services.Chat.Turns;

/// <summary>What came of a turn: the answer, or why there is none.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Failure">Why there is none.</param>
internal sealed record TurnResult(TurnAnswer? Answer, TurnFailure? Failure)
{
    public static implicit operator TurnResult(TurnAnswer answer) => new(answer, null);

    public static implicit operator TurnResult(TurnFailure failure) => new(null, failure);
}
