namespace Nanobot.Contracts.Reports;

/// <summary>A new link to a report: the only answer that says where it is.</summary>
/// <param name="ShareId">Its id, by which it is taken back.</param>
/// <param name="Url">The link: a path of this API, or a whole address where the installation says what its own is.</param>
/// <param name="Format">The only form that it gives, or null for what its reader prefers.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it leads there.</param>
public sealed record CreatedShare(Guid ShareId, string Url, string? Format, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
