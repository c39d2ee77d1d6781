namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>Why a job that nobody changed runs at other times, by its name on the wire.</summary>
internal static class RearmReason
{
    /// <summary>Its user's preferences name another zone.</summary>
    public const string UserZone = "user_zone";

    /// <summary>The rules of its zone are others.</summary>
    public const string ZoneRules = "zone_rules";

    /// <summary>Days of a calendar of its came to be excluded, or are so no more.</summary>
    public const string Calendar = "calendar";
}
