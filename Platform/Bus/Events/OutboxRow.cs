namespace Nanobot.Platform.Bus.Events;

/// <summary>One event on its way to the broker.</summary>
/// <param name="Id">Order of writing.</param>
/// <param name="EventId">The envelope's id.</param>
/// <param name="TenantId">Whose event it is.</param>
/// <param name="Topic">Where it goes.</param>
/// <param name="Envelope">The CloudEvent with its signed context, sent as it stands.</param>
/// <param name="CreatedAt">When its transaction began.</param>
internal sealed record OutboxRow(long Id, Guid EventId, string TenantId, string Topic, string Envelope, DateTimeOffset CreatedAt);
