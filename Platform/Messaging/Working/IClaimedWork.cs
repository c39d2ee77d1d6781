using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Working;

/// <summary>Work that belongs to this process for as long as it holds its lease.</summary>
public interface IClaimedWork
{
    /// <summary>What it is done as: its user, in its tenant's state at the moment of the claim.</summary>
    TenantContext Context { get; }

    /// <summary>What it is known by in the log.</summary>
    Guid WorkId { get; }
}
