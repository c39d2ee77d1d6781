namespace Nanobot.Contracts.Reports;

/// <summary>A link that leads whoever has it to a report; the link itself is shown once, when it is made.</summary>
/// <param name="ShareId">Its id.</param>
/// <param name="Format">The only form that it gives, or null for what its reader prefers.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it leads there.</param>
public sealed record ReportShare(Guid ShareId, string? Format, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
