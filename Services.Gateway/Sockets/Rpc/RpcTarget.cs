namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>Where a request goes and what it brings, made of the parameters of a frame.</summary>
/// <param name="Path">The path, encoded.</param>
/// <param name="Query">The query, encoded.</param>
/// <param name="Body">The body; null for none.</param>
/// <param name="ContentType">The body's media type.</param>
internal sealed record RpcTarget(string Path, QueryString Query, byte[]? Body, string? ContentType);
