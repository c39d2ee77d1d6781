namespace Nanobot.Platform.Tenancy;

/// <summary>What a signed context may be used for. An envelope taken from an event cannot be replayed as a request.</summary>
public static class ContextAudience
{
    /// <summary>A request that the gateway lets in; lives 60 seconds.</summary>
    public const string Request = "request";

    /// <summary>A call of one module to another, on behalf of a tenant's user or administrator; lives as long as a request.</summary>
    public const string Background = "background";

    /// <summary>An event's envelope; does not expire, for events wait as long as they must.</summary>
    public const string Event = "event";
}
