namespace Nanobot.Services.Tenants.Audit;

/// <summary>Which entries are wanted; null holds for all.</summary>
internal sealed record AuditFilter(
    string? UserId, string? Operation, string? Outcome, string? Code, DateTimeOffset? From, DateTimeOffset? To, string? TraceId);
