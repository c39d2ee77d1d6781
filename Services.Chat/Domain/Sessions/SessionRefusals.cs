using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Domain.Sessions;

/// <summary>The refusals of sessions.</summary>
internal static class SessionRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("SESSION_NOT_FOUND", "session");

    public static Refusal Busy(TimeSpan wait) =>
        Refusals.Conflict("SESSION_BUSY", "The session is at work on another message; send this one when that is answered.") with
        {
            RetryAfter = wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait,
        };

    public static Refusal TimedOut(TimeSpan deadline) => new(StatusCodes.Status504GatewayTimeout, "TURN_TIMEOUT",
        $"The answer was not ready within {deadline.TotalSeconds:0} seconds; nothing of it was kept.");
}
