using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>
/// A question found no room among those that wait, or no turn in time. To its client the tenants module does not answer; it is
/// an exception of its own because whoever floods the gateway decides how often it comes.
/// </summary>
internal sealed class CrowdedOutException() : Exception("Too many questions wait for the tenants module."), IRefused
{
    /// <inheritdoc />
    public Refusal Refusal { get; } = Failures.ToRefusal(new ModuleUnavailableException(TenantsDirectory.Module)) with { IsToldElsewhere = true };
}
