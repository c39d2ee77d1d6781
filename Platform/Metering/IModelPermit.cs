using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Metering;

/// <summary>
/// Says whether a caller may use a model, chat and embeddings alike. All that a module registers are asked ahead of each call, before anything is
/// reserved; where one refuses or fails, the call is not made.
/// </summary>
public interface IModelPermit
{
    /// <summary>Why <paramref name="context"/> may not use <paramref name="model"/>; null where it may.</summary>
    ValueTask<Refusal?> CheckAsync(TenantContext context, string model, CancellationToken cancellationToken);
}
