using Nanobot.Contracts.Operations;

namespace Nanobot.Services.Gateway.Sockets.Notices;

/// <summary>Something that happened, as it is told to its receivers.</summary>
/// <param name="Sequence">Its number within its ring, from 1 on.</param>
/// <param name="ShownBy">The operation that would show it.</param>
/// <param name="Frame">The whole frame, its cursor in it.</param>
internal sealed record Notice(long Sequence, Operation ShownBy, byte[] Frame);
