namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>All that a request passes behind this point, for requests that come in frames: what holds at one door holds at the other, because it is the same.</summary>
internal sealed class GatewayPipeline
{
    private RequestDelegate? _rest;

    /// <summary>What follows.</summary>
    public RequestDelegate Rest => _rest ?? throw new InvalidOperationException("The pipeline has not been put together yet.");

    /// <summary>Takes it over where it is put together.</summary>
    public void Learn(RequestDelegate rest) => _rest = rest;
}
