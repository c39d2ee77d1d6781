using System.Text;
using Nanobot.Contracts.Operations;

namespace Nanobot.Services.Gateway.Sockets.Notices;

/// <summary>The last of what the same receivers were told here, and their connections.</summary>
internal sealed class NoticeRing(Receivers receivers, CursorKey key, int capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<Notice> _last = new();
    private readonly HashSet<INoticeReceiver> _sockets = [];
    private readonly Guid _id = Guid.NewGuid();
    private long _sequence;

    /// <summary>How many sockets hear it.</summary>
    public int Sockets
    {
        get
        {
            lock (_gate)
            {
                return _sockets.Count;
            }
        }
    }

    /// <summary>Lets a connection hear from a cursor on, or from now on. What it is greeted with comes before anything that it hears.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="cursor">Where it wants to go on; null for now.</param>
    /// <param name="greet">Greets it.</param>
    public void Attach(INoticeReceiver socket, string? cursor, Action<Greeting> greet)
    {
        lock (_gate)
        {
            var oldest = _sequence - _last.Count;
            var after = cursor is null ? null : key.Read(receivers, _id, cursor) is { } known && known >= oldest && known <= _sequence ? known : (long?)null;
            greet(new Greeting(key.Write(receivers, _id, after ?? _sequence), after is not null));
            foreach (var notice in _last.Where(notice => notice.Sequence > after && socket.Hears(notice.ShownBy)))
            {
                socket.Tell(notice);
            }

            _sockets.Add(socket);
        }
    }

    /// <summary>Lets it hear no more.</summary>
    public void Detach(INoticeReceiver socket)
    {
        lock (_gate)
        {
            _sockets.Remove(socket);
        }
    }

    /// <summary>Tells all sockets that may see what the operation shows, and keeps it for those that come back.</summary>
    public void Tell(string name, Operation shownBy, DateTimeOffset at, string payload)
    {
        lock (_gate)
        {
            var cursor = key.Write(receivers, _id, ++_sequence);
            var notice = new Notice(_sequence, shownBy, cursor, name, at, Encoding.UTF8.GetBytes(payload));
            _last.Enqueue(notice);
            if (_last.Count > capacity)
            {
                _last.Dequeue();
            }

            foreach (var socket in _sockets.Where(socket => socket.Hears(shownBy)))
            {
                socket.Tell(notice);
            }
        }
    }
}
