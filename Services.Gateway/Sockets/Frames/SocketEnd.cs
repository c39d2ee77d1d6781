namespace Nanobot.Services.Gateway.Sockets.Frames;

/// <summary>Why a socket ends.</summary>
/// <param name="Code">One of <see cref="CloseCode"/>.</param>
/// <param name="Reason">The reason that the close frame names, a stable code of at most 123 octets.</param>
internal sealed record SocketEnd(int Code, string Reason);
