namespace Nanobot.Platform.Data;

/// <summary>An event as the outbox keeps it until it is published: what it says, and who caused it.</summary>
/// <param name="EventId">The envelope's id.</param>
/// <param name="TenantId">Whose event it is.</param>
/// <param name="UserId">The user who caused it, or null.</param>
/// <param name="Role">The role in which it was caused.</param>
/// <param name="Plan">The tenant's tier, or null.</param>
/// <param name="Epoch">The tenant's epoch.</param>
/// <param name="Topic">Where it goes.</param>
/// <param name="Envelope">The CloudEvent without its context, as JSON.</param>
public sealed record OutboxEvent(Guid EventId, string TenantId, string? UserId, string Role, string? Plan, long Epoch, string Topic, string Envelope);
