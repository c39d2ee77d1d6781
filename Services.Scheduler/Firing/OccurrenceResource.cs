using System.Text.Json.Serialization;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>An occurrence as the API shows it.</summary>
/// <param name="ScheduledFor">When it was due; for a manual one, when it was asked for.</param>
/// <param name="SkippedUntil">Present when this stands for every missed one from then up to, not including, this time.</param>
/// <param name="Trigger">schedule or manual.</param>
/// <param name="Status">requested, completed, failed or skipped.</param>
/// <param name="ReportId">The report that it makes; none where it makes another thing, was skipped, or the job could not be fired.</param>
/// <param name="RunId">The same of the run of the assistant that it makes.</param>
/// <param name="ErrorCode">Of a run that failed: the stable code of why.</param>
/// <param name="FiredAt">When it fired.</param>
/// <param name="CompletedAt">When what it asked for came to its end.</param>
/// <param name="Tokens">What its calls of the model came to; null until that is known.</param>
/// <param name="Cost">Their price in the price list's currency; null until that is known, and where there is no price.</param>
/// <param name="Reason">Of one that was skipped by its user's wish user, of one that the clocks it follows were moved past moved.</param>
/// <param name="DeliveryId">The delivery to an address that it makes: the webhook-id.</param>
/// <param name="Tries">How often that was tried.</param>
/// <param name="HttpStatus">What the receiver answered last; null where it did not.</param>
internal sealed record OccurrenceResource(
    DateTimeOffset ScheduledFor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SkippedUntil,
    string Trigger,
    string Status,
    Guid? ReportId,
    Guid? RunId,
    string? ErrorCode,
    DateTimeOffset? FiredAt,
    DateTimeOffset? CompletedAt,
    long? Tokens = null,
    decimal? Cost = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? DeliveryId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Tries = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? HttpStatus = null);
