namespace Nanobot.Services.Gateway.Sockets.Notices;

/// <summary>A socket that hears what happens.</summary>
internal interface INoticeReceiver
{
    /// <summary>Takes a frame at once; a receiver that has no room for it ends.</summary>
    void Tell(byte[] frame);
}
