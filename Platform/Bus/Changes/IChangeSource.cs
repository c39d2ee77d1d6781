using Nanobot.Contracts.Changes;

namespace Nanobot.Platform.Bus.Changes;

/// <summary>The tenants module, for a reader of whom the board does not tell everything.</summary>
public interface IChangeSource
{
    /// <summary>What has changed since a version; null for a reader that knows none.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or not with that.</exception>
    Task<ChangesSince> FindAsync(long? since, CancellationToken cancellationToken);
}
