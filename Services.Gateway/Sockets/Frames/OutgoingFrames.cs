namespace Nanobot.Services.Gateway.Sockets.Frames;

/// <summary>Frames that wait to be sent, in bounds of number and of octets. One reader.</summary>
internal sealed class OutgoingFrames(int most, long mostOctets, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _frames = new();
    private readonly SemaphoreSlim _items = new(0);
    private TaskCompletionSource _room = NewRoom();
    private long _octets;
    private bool _isComplete;

    /// <summary>Adds a frame at once; false where there is no room for it. After the end there is nobody to send it to, and it is passed over.</summary>
    public bool TryAdd(byte[] frame)
    {
        lock (_gate)
        {
            if (_isComplete)
            {
                return true;
            }

            // One that is over the bound by itself goes alone.
            if (_frames.Count >= most || (_frames.Count > 0 && _octets + frame.Length > mostOctets))
            {
                return false;
            }

            _frames.Enqueue(frame);
            _octets += frame.Length;
        }

        _items.Release();
        return true;
    }

    /// <summary>Adds a frame once there is room for it; false where there is none within <paramref name="wait"/>.</summary>
    public async ValueTask<bool> AddAsync(byte[] frame, TimeSpan wait)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            Task room;
            lock (_gate)
            {
                room = _room.Task;
            }

            if (TryAdd(frame))
            {
                return true;
            }

            var left = wait - time.GetElapsedTime(since);
            try
            {
                await room.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    /// <summary>The next frame; null after the last one.</summary>
    public async ValueTask<byte[]?> TakeAsync()
    {
        await _items.WaitAsync();
        lock (_gate)
        {
            if (!_frames.TryDequeue(out var frame))
            {
                return null;
            }

            _octets -= frame.Length;
            _room.TrySetResult();
            _room = NewRoom();
            return frame;
        }
    }

    /// <summary>Nothing is added any more; what waits is still sent.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            if (_isComplete)
            {
                return;
            }

            _isComplete = true;
            _room.TrySetResult();
        }

        _items.Release();
    }

    public void Dispose() => _items.Dispose();

    private static TaskCompletionSource NewRoom() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
