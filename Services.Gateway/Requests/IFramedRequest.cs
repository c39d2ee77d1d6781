namespace Nanobot.Services.Gateway.Requests;

/// <summary>What stands behind a request that came in a frame of a socket, and not by a request of HTTP.</summary>
internal interface IFramedRequest;
