namespace Nanobot.Platform.Policies.Conditions;

/// <summary>The doors of the gateway.</summary>
public static class RequestDoor
{
    /// <summary>A request that is answered at once.</summary>
    public const string Http = "http";

    /// <summary>A request that is answered by a stream of events.</summary>
    public const string Sse = "sse";

    /// <summary>A frame of a socket.</summary>
    public const string Rpc = "rpc";
}
