using Nanobot.Contracts.Audit;

namespace Nanobot.Services.Gateway.Audit;

/// <summary>Equal refusals of one second: the first of them, and how many have come since the last entry of them left.</summary>
internal sealed class AuditTally
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1);
    private AuditEntry? _first;
    private DateTimeOffset _dueAt;
    private int _count;

    /// <summary>Whether the next one begins an entry, and has to be looked at.</summary>
    public bool IsEmpty => _first is null;

    /// <summary>Begins an entry.</summary>
    public void Begin(AuditEntry first) => (_first, _count) = (first, 1);

    /// <summary>One more.</summary>
    public void Add() => _count = _count == int.MaxValue ? _count : _count + 1;

    /// <summary>The entry that is due; null where there is none yet. The first of a kind is due at once, those that follow when its second is over.</summary>
    public AuditEntry? Take(DateTimeOffset now)
    {
        if (_first is not { } first || now < _dueAt)
        {
            return null;
        }

        (_first, _dueAt) = (null, now + Span);
        return first with { Count = _count };
    }

    /// <summary>Whether nothing has come for so long that the next one is a first again.</summary>
    public bool HasEnded(DateTimeOffset now) => IsEmpty && now >= _dueAt;
}
