namespace Nanobot.Platform.Bus.Events;

/// <summary>What a transport hands the module's events to.</summary>
internal interface IEventReceiver
{
    /// <summary>The topics that the module takes up, in a stable order; known once the application is mapped.</summary>
    IReadOnlyList<string> Topics { get; }

    /// <summary>Brings an event of one of <see cref="Topics"/> to its end. Throws only when cancelled.</summary>
    /// <param name="received">The event.</param>
    /// <param name="slots">Taken for each attempt and given back during the waits, so that a failing event holds up nobody else's.</param>
    /// <param name="outlastsOutage">Whether to try for as long as the database is away; otherwise <see cref="Verdict.Postponed"/> after the attempts that a failing event gets.</param>
    /// <param name="cancellationToken">Leaves the event where it came from.</param>
    Task<Verdict> DeliverAsync(ReceivedEvent received, SemaphoreSlim slots, bool outlastsOutage, CancellationToken cancellationToken);
}
