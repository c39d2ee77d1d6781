namespace Nanobot.Services.Gateway.Audit;

/// <summary>What makes two refusals equal.</summary>
internal readonly record struct AuditKind(string? TenantId, string? UserId, string? KeyId, string Operation, string Code);
