using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Sessions;

/// <summary>The refusals of sessions.</summary>
internal static class SessionRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("SESSION_NOT_FOUND", "session");
}
