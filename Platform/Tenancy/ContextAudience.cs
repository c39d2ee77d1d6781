namespace Nanobot.Platform.Tenancy;

/// <summary>What a signed context may be used for. An envelope taken from an event cannot be replayed as a request.</summary>
public static class ContextAudience
{
    /// <summary>A request between the gateway and a service, or between services; lives 60 seconds.</summary>
    public const string Request = "request";

    /// <summary>Background work (an event or a job row); does not expire, for such work waits as long as it must.</summary>
    public const string Background = "background";
}
