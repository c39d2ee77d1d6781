namespace Nanobot.Services.Tenants.Audit;

/// <summary>One page of entries.</summary>
/// <param name="Items">The entries, newest first; there may be none although there is a next page.</param>
/// <param name="NextCursor">Cursor of the next page, or null at the end.</param>
/// <param name="CompleteUntil">Every refusal and every operator's access that was answered before this moment is there; null where that is not known.</param>
internal sealed record AuditPage(IReadOnlyList<AuditRecord> Items, string? NextCursor, DateTimeOffset? CompleteUntil);
