using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>
/// Webhooks of a calendar: whoever wrote it must not have anything told anybody. A job of the user's own that tells an address goes on telling the same there, and may be given other times.
/// </summary>
internal static class CalendarWebhooks
{
    /// <summary>Why a payload is not taken.</summary>
    public const string Why = "payload: a calendar makes no webhooks, and changes nothing of what one tells";

    /// <summary>The payload that the job has then; null where it is not taken.</summary>
    /// <param name="payload">As the calendar has it.</param>
    /// <param name="known">What the job of that event does now, where there is one.</param>
    public static JobPayload? Take(JobPayload payload, JobPayload? known) =>
        !payload.IsWebhook && known is not { IsWebhook: true } ? payload
        : payload.IsWebhook && known is { IsWebhook: true } && (payload.Url, payload.Body) == (known.Url, known.Body) && payload.Told is { Secret: null, Headers: null } ? known
        : null;
}
