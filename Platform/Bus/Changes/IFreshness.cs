namespace Nanobot.Platform.Bus.Changes;

/// <summary>Whether what is remembered has been compared with what has changed, lately enough to decide by it.</summary>
public interface IFreshness
{
    /// <summary>True where it has; costs a look at the clock.</summary>
    bool IsFresh { get; }

    /// <summary>
    /// Whether this process has heard of neither Redis nor the tenants module for some tries: others may change what it cannot know of. With the
    /// tenants module alone away nothing changes.
    /// </summary>
    bool IsCutOff { get; }

    /// <summary>
    /// Has it compared where that is due, and says whether all is known that was acknowledged before this call; false where nobody can say, since
    /// neither Redis nor the tenants module answers. Whoever decides on it reads what is remembered after this, not before.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait, not the comparison.</param>
    ValueTask<bool> EnsureAsync(CancellationToken cancellationToken);
}
