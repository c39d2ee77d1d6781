using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Gateway.Sockets.Bounds;

namespace Nanobot.Services.Gateway.Sockets.Notices;

/// <summary>
/// Tells sockets and streams of events what happens to their user or, to administrators, in their tenant. What was told is kept for a while, and only for those who have been here, so
/// that a client whose connection broke misses nothing when it comes back to this gateway.
/// </summary>
internal sealed class NoticeBoard(IOptions<SocketOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly CursorKey _key = new();
    private readonly Dictionary<Receivers, (NoticeRing Ring, DateTimeOffset Since, DateTimeOffset LeftAt)> _rings = [];
    private DateTimeOffset _sweepAt;

    /// <summary>Lets a socket hear (<see cref="NoticeRing.Attach"/>).</summary>
    public void Attach(Receivers receivers, INoticeReceiver socket, string? cursor, Action<Greeting> greet)
    {
        lock (_gate)
        {
            Sweep();
            if (!_rings.TryGetValue(receivers, out var known))
            {
                (known.Ring, known.Since) = (new NoticeRing(receivers, _key, options.Value.KeptEvents), time.GetUtcNow());
            }

            _rings[receivers] = (known.Ring, known.Since, DateTimeOffset.MaxValue);
            known.Ring.Attach(socket, cursor, greet);
        }
    }

    /// <summary>Lets it hear no more.</summary>
    public void Detach(Receivers receivers, INoticeReceiver socket)
    {
        lock (_gate)
        {
            if (_rings.TryGetValue(receivers, out var known))
            {
                known.Ring.Detach(socket);
                _rings[receivers] = (known.Ring, known.Since, known.Ring.Sockets == 0 ? time.GetUtcNow() : DateTimeOffset.MaxValue);
            }
        }
    }

    /// <summary>Whoever is here, or was within the last minutes, and since when.</summary>
    public IReadOnlyDictionary<Receivers, DateTimeOffset> Present()
    {
        lock (_gate)
        {
            Sweep();
            return _rings.ToDictionary(static known => known.Key, static known => known.Value.Since);
        }
    }

    /// <summary>Tells a user and the administrators of its tenant; without a user the administrators alone: those who may see what the operation shows.</summary>
    public void Tell<T>(string tenantId, string? userId, string name, Operation shownBy, T payload)
    {
        var json = JsonSerializer.Serialize(payload, Json.Wire);
        Tell(new Receivers(tenantId, null), name, shownBy, json);
        if (userId is not null)
        {
            Tell(new Receivers(tenantId, userId), name, shownBy, json);
        }
    }

    /// <summary>Tells a user alone.</summary>
    public void TellUser<T>(string tenantId, string userId, string name, Operation shownBy, T payload) =>
        Tell(new Receivers(tenantId, userId), name, shownBy, JsonSerializer.Serialize(payload, Json.Wire));

    private void Tell(Receivers receivers, string name, Operation shownBy, string json)
    {
        NoticeRing? ring;
        lock (_gate)
        {
            ring = _rings.TryGetValue(receivers, out var known) ? known.Ring : null;
        }

        ring?.Tell(name, shownBy, time.GetUtcNow(), json);
    }

    // Once a minute: there are no more rings than sockets were open within the last minutes.
    private void Sweep()
    {
        var now = time.GetUtcNow();
        if (now < _sweepAt)
        {
            return;
        }

        _sweepAt = now + TimeSpan.FromMinutes(1);
        foreach (var (receivers, known) in _rings)
        {
            if (known.LeftAt != DateTimeOffset.MaxValue && now - known.LeftAt > options.Value.KeptFor)
            {
                _rings.Remove(receivers);
            }
        }
    }
}
