using Nanobot.Contracts.Operations;

namespace Nanobot.Services.Gateway.Sockets.Notices;

/// <summary>A connection that hears what happens: a socket, or a stream of events.</summary>
internal interface INoticeReceiver
{
    /// <summary>Whether it is told of what an operation would show: its credential's scopes reach that.</summary>
    bool Hears(Operation operation);

    /// <summary>Takes a notice at once; a receiver that has no room for it ends.</summary>
    void Tell(Notice notice);
}
