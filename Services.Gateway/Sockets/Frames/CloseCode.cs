using System.Buffers.Binary;

namespace Nanobot.Services.Gateway.Sockets.Frames;

/// <summary>The codes that sockets are closed with (RFC 6455, 7.4): the protocol's own, and from 4000 on the product's.</summary>
internal static class CloseCode
{
    /// <summary>The client has closed it.</summary>
    public const int Normal = 1000;

    /// <summary>The gateway is being stopped.</summary>
    public const int GoingAway = 1001;

    /// <summary>What is no frame of the protocol, or none that may come there.</summary>
    public const int NoFrame = 1002;

    /// <summary>A frame that is no text.</summary>
    public const int Unsupported = 1003;

    /// <summary>The connection broke; never sent.</summary>
    public const int Broken = 1006;

    /// <summary>A text that is no UTF-8, or no JSON.</summary>
    public const int Invalid = 1007;

    /// <summary>A message over the bound.</summary>
    public const int TooLarge = 1009;

    /// <summary>Something went wrong here.</summary>
    public const int InternalError = 1011;

    /// <summary>No room, or something that is needed is away: try again later.</summary>
    public const int TryAgainLater = 1013;

    /// <summary>A hello that cannot be understood, or a protocol that is not spoken.</summary>
    public const int Protocol = 4400;

    /// <summary>The credential is no good, or no longer.</summary>
    public const int Credential = 4401;

    /// <summary>The tenant may not be used, or no longer.</summary>
    public const int Forbidden = 4403;

    /// <summary>The client reads more slowly than what it asked for comes.</summary>
    public const int SlowConsumer = 4008;

    /// <summary>No hello in time.</summary>
    public const int HelloTimeout = 4408;

    /// <summary>Whether that may be what a client's close frame says: nothing, or a code that may be sent, and a reason.</summary>
    public static bool IsOfClient(ReadOnlySpan<byte> payload) => payload.Length != 1
        && (payload.Length == 0 || BinaryPrimitives.ReadUInt16BigEndian(payload) is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999));
}
