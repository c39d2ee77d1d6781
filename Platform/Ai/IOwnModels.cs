namespace Nanobot.Platform.Ai;

/// <summary>The models that whoever is in scope has brought.</summary>
public interface IOwnModels
{
    /// <summary>All of them: the user's, then the tenant's, each in the order in which they are asked. None where nobody is in scope.</summary>
    ValueTask<IReadOnlyList<KnownModel>> OfCallerAsync(CancellationToken cancellationToken);
}
