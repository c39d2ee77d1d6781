namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>How a request that came in a frame ended.</summary>
internal abstract record RpcOutcome
{
    private RpcOutcome()
    {
    }

    /// <summary>It was answered.</summary>
    /// <param name="Json">The answer, JSON.</param>
    public sealed record Answered(byte[] Json) : RpcOutcome;

    /// <summary>It was refused, or has failed.</summary>
    /// <param name="Code">Stable code.</param>
    /// <param name="Message">What is wrong and what to do.</param>
    /// <param name="Details">Further members, a JSON object; null for none.</param>
    public sealed record Failed(string Code, string Message, byte[]? Details = null) : RpcOutcome;
}
