using Nanobot.Contracts.Operations;

namespace Nanobot.Services.Gateway.Sockets.Notices;

/// <summary>A socket that hears what happens.</summary>
internal interface INoticeReceiver
{
    /// <summary>Whether it is told of what an operation would show: its credential's scopes reach that.</summary>
    bool Hears(Operation operation);

    /// <summary>Takes a frame at once; a receiver that has no room for it ends.</summary>
    void Tell(byte[] frame);
}
