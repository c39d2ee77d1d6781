using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Objects;

/// <summary>The object store gave no usable answer: it is away, refuses its credentials, has no room, or takes longer than it may. The same may work a little later.</summary>
/// <param name="reason">What happened, as a clause, for the log: neither a key nor a credential, and nothing that a server sent but its codes.</param>
/// <param name="isFull">Whether it has no room for more.</param>
/// <param name="inner">The cause.</param>
public sealed class ObjectStoreUnavailableException(string reason, bool isFull = false, Exception? inner = null)
    : Exception($"The object store is not available: {reason}.", inner), IRefused
{
    /// <summary>What happened, as a clause.</summary>
    public string Reason { get; } = reason;

    /// <summary>Whether it has no room for more: what is there can be read.</summary>
    public bool IsFull { get; } = isFull;

    /// <inheritdoc/>
    public Refusal Refusal => IsFull
        ? Refusals.Unavailable("STORAGE_FULL", "There is no room to keep this at the moment; nothing was changed by halves. Try again later.")
        : Refusals.Unavailable("STORAGE_UNAVAILABLE", "The store of contents does not answer at the moment; nothing was changed by halves. Try again shortly.");

    /// <summary>What a store's library says names the object.</summary>
    public bool HidesCause => true;
}
