namespace Nanobot.Platform.Messaging.Working;

/// <summary>Work of all tenants that waits, taken in their turns under short leases.</summary>
public interface IWorkQueue<TWork>
    where TWork : IClaimedWork
{
    /// <summary>Takes up to <paramref name="count"/> that are due, those of dead workers among them.</summary>
    Task<List<TWork>> ClaimAsync(int count, CancellationToken cancellationToken);

    /// <summary>Gives it back, for <paramref name="wait"/> from now on, before it was begun or because it was broken off from outside: the attempt does not count.</summary>
    Task ReturnAsync(TWork work, TimeSpan wait, CancellationToken cancellationToken);
}
