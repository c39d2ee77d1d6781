namespace Nanobot.Services.Gateway.Sockets.Frames;

/// <summary>A message of a client: its octets, or why it ends the socket.</summary>
/// <param name="Octets">What it says.</param>
/// <param name="End">Set where the socket ends with it.</param>
internal readonly record struct ReceivedMessage(byte[]? Octets, SocketEnd? End);
