namespace Nanobot.Platform.Core.Work;

/// <summary>A hold on something for a time, kept where all processes see it. A <see cref="LeaseKeeper"/> prolongs it.</summary>
public interface ILease
{
    /// <summary>Whether the hold was still there and lasts for its whole length again.</summary>
    Task<bool> RenewAsync(CancellationToken cancellationToken);

    /// <summary>Gives the hold back.</summary>
    Task ReleaseAsync(CancellationToken cancellationToken);
}
