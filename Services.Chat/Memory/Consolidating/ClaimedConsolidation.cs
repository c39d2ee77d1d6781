using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>A session that this process goes through for facts, for as long as it holds the lease.</summary>
/// <param name="Context">What it is done as: its user, in its tenant's state at the moment of the claim.</param>
/// <param name="SessionId">The session.</param>
/// <param name="LeaseId">Proves the hold.</param>
/// <param name="Through">The last message that was gone through before.</param>
/// <param name="Attempts">Which attempt it is, from 1.</param>
internal sealed record ClaimedConsolidation(TenantContext Context, Guid SessionId, Guid LeaseId, int Through, int Attempts) : IClaimedWork
{
    public string TenantId => Context.RequiredTenantId;

    public string UserId => Context.RequiredUserId;

    Guid IClaimedWork.WorkId => SessionId;
}
