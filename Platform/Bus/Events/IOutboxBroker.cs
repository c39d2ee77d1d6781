namespace Nanobot.Platform.Bus.Events;

/// <summary>What the relay hands the outbox's rows to.</summary>
internal interface IOutboxBroker
{
    /// <summary>Whether the broker still holds all that was published up to <paramref name="mark"/>, as far as it can be asked.</summary>
    Task<bool> KeepsAsync(OutboxMark mark, CancellationToken cancellationToken);

    /// <summary>
    /// Publishes <paramref name="rows"/>, those of one tenant and topic in their order, and moves the broker's mark to
    /// <paramref name="next"/> where it has one. Returns the rows that were taken; a row that is refused is left out. Throws when the
    /// broker is away or has lost its mark: then nothing counts as published.
    /// </summary>
    Task<IReadOnlyCollection<OutboxRow>> PublishAsync(IReadOnlyList<OutboxRow> rows, OutboxMark next, CancellationToken cancellationToken);

    /// <summary>Tells the broker of a new epoch.</summary>
    Task AnnounceAsync(OutboxMark mark, CancellationToken cancellationToken);
}
