using Nanobot.Contracts.Audit;

namespace Nanobot.Services.Gateway.Audit;

/// <summary>Equal refusals of one second, from the first of them on: one entry with their number. Where it is asked for before its second is over, those so far are one.</summary>
internal sealed class AuditTally(AuditEntry first)
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1);
    private int _count = 1;

    /// <summary>The entry as it is so far.</summary>
    public AuditEntry Entry => first with { Count = _count };

    /// <summary>One more.</summary>
    public void Add() => _count = _count == int.MaxValue ? _count : _count + 1;

    /// <summary>Whether its second is over; by a clock that was set back too.</summary>
    public bool IsDue(DateTimeOffset now) => now - first.At >= Span || now < first.At;
}
