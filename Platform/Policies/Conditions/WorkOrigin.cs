namespace Nanobot.Platform.Policies.Conditions;

/// <summary>What has work done.</summary>
public static class WorkOrigin
{
    /// <summary>A request that waits for it.</summary>
    public const string Request = "request";

    /// <summary>A schedule, whoever made it.</summary>
    public const string Schedule = "schedule";

    /// <summary>A request that was answered before.</summary>
    public const string Background = "background";
}
