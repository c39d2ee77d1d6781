using Nanobot.Contracts.Operations;
using Nanobot.Services.Gateway.Sockets.Frames;

namespace Nanobot.Services.Gateway.Sockets.Notices;

/// <summary>Something that happened, as it is told to its receivers.</summary>
/// <param name="Sequence">Its number within its ring, from 1 on.</param>
/// <param name="ShownBy">The operation that would show it.</param>
/// <param name="Cursor">Where it stands among what its receivers are told.</param>
/// <param name="Name">Its name.</param>
/// <param name="At">When it was told.</param>
/// <param name="Payload">What happened, JSON in one line.</param>
internal sealed record Notice(long Sequence, Operation ShownBy, string Cursor, string Name, DateTimeOffset At, byte[] Payload)
{
    private byte[]? _frame;

    /// <summary>The whole frame of a socket, its cursor in it; the same for all sockets, and made for none where there are none.</summary>
    public byte[] Frame => _frame ??= ServerFrame.Event(Cursor, Name, At, Payload, cursor: Cursor);
}
