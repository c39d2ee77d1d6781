using System.Buffers;

namespace Nanobot.Platform.Policies.Patterns;

/// <summary>Ids of the patterns that a text matches, on the stack while they are few.</summary>
internal ref struct IdList(Span<int> room)
{
    private Span<int> _ids = room;
    private int[]? _rented;
    private int _count;

    public readonly ReadOnlySpan<int> Ids => _ids[.._count];

    public void Add(int id)
    {
        if (_count == _ids.Length)
        {
            Grow();
        }

        _ids[_count++] = id;
    }

    public readonly void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<int>.Shared.Return(_rented);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<int>.Shared.Rent(_count * 2);
        Ids.CopyTo(larger);
        Dispose();
        _rented = larger;
        _ids = larger;
    }
}
