namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a wait does when the awaited resource has ended.</summary>
public enum WaitBehavior
{
    /// <summary>Go on waiting, as somebody may start it again.</summary>
    WaitOnResourceUnavailable = 0,

    /// <summary>Give up.</summary>
    StopOnResourceUnavailable = 1,
}
