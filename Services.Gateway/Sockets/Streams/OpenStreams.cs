using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Sockets.Bounds;
using Nanobot.Services.Gateway.Sockets.Notices;

namespace Nanobot.Services.Gateway.Sockets.Streams;

/// <summary>Counts the streams of events that are open here, by whom they are for, and among all sockets, within the bounds of each.</summary>
internal sealed class OpenStreams(OpenSockets sockets, IOptions<SocketOptions> options)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private static readonly Refusal NoRoom = Refusals.Unavailable("TOO_MANY_SOCKETS", "As many sockets and streams of events are open here as may be; try again shortly.");

    private readonly Lock _gate = new();
    private readonly Dictionary<Receivers, int> _ofUsers = [];

    /// <summary>How many are open.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _ofUsers.Values.Sum();
            }
        }
    }

    /// <summary>One more; why there is no room for it, or null where there is.</summary>
    public Refusal? Enter(Receivers receivers)
    {
        lock (_gate)
        {
            var count = _ofUsers.GetValueOrDefault(receivers);
            if (count >= options.Value.MostStreamsOfUser)
            {
                return new Refusal(StatusCodes.Status429TooManyRequests, "TOO_MANY_STREAMS", $"At most {options.Value.MostStreamsOfUser} streams of events of one user are open at the same time; close one of them.")
                {
                    RetryAfter = Soon,
                };
            }

            if (!sockets.TryEnter())
            {
                return NoRoom;
            }

            if (!sockets.TryEnter(receivers.TenantId))
            {
                sockets.Leave();
                return NoRoom;
            }

            _ofUsers[receivers] = count + 1;
            return null;
        }
    }

    /// <summary>It has ended.</summary>
    public void Leave(Receivers receivers)
    {
        lock (_gate)
        {
            if (_ofUsers[receivers] == 1)
            {
                _ofUsers.Remove(receivers);
            }
            else
            {
                _ofUsers[receivers]--;
            }
        }

        sockets.Leave(receivers.TenantId);
        sockets.Leave();
    }
}
