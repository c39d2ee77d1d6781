namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>Takes the events of an answer that is a stream.</summary>
internal interface IEventSink
{
    /// <summary>Takes one, once there is room for it.</summary>
    /// <param name="name">Its name within the stream.</param>
    /// <param name="json">Its data, JSON.</param>
    ValueTask SendAsync(string name, byte[] json);
}
