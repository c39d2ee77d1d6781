namespace Nanobot.Contracts.Events;

/// <summary>A job that nobody changed runs next at another time than it would have.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Reason">user_zone, zone_rules or calendar.</param>
/// <param name="FromZone">The zone whose clocks it followed.</param>
/// <param name="ToZone">The zone whose clocks it follows; the same where the reason is another.</param>
/// <param name="OldNextRunAt">When it would have run; null where it would not.</param>
/// <param name="NextRunAt">When it runs now; null where it does not any more.</param>
public sealed record JobRearmed(
    Guid JobId, string Reason, string FromZone, string ToZone, DateTimeOffset? OldNextRunAt, DateTimeOffset? NextRunAt) : IIntegrationEvent<JobRearmed>
{
    /// <inheritdoc />
    public static string Topic => "job.rearmed.v1";
}
