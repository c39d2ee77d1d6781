using Nanobot.Contracts.Audit;

namespace Nanobot.Contracts.Events;

/// <summary>Something was changed, in the transaction that wrote this event.</summary>
/// <param name="Entry">Who changed what. Its tenant is the envelope's.</param>
public sealed record AuditRecorded(AuditEntry Entry) : IIntegrationEvent<AuditRecorded>
{
    /// <inheritdoc />
    public static string Topic => "audit.recorded.v1";
}
