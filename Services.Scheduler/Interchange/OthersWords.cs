using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>
/// Whose words a message of a calendar is. A calendar is a file that anybody may have written, whatever it says of itself: only what the user's own job says already is the user's still.
/// </summary>
internal static class OthersWords
{
    /// <summary>The payload with the labels that its message has here.</summary>
    /// <param name="payload">As the calendar has it.</param>
    /// <param name="known">What the job of that event does now, where there is one.</param>
    public static JobPayload? Label(JobPayload? payload, JobPayload? known) =>
        payload is not { Type: PayloadType.AgentTurn, Message: not null } ? payload
        : known?.Message == payload.Message ? payload with { Labels = known.Labels }
        : payload with { Labels = [.. (payload.Labels ?? []).Where(static label => label != TextOrigin.User.Value && label != TextOrigin.Other.Value), TextOrigin.Other.Value] };
}
