using Nanobot.Services.Reports.Representations;

namespace Nanobot.Services.Reports.Sharing;

/// <summary>What a link leads to.</summary>
/// <param name="Report">The report, without a word of whose it is.</param>
/// <param name="Format">The only form that the link gives, one of <see cref="Contracts.Values.ShareFormat"/>; null for what its reader prefers.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record SharedContent(ReportContent Report, string? Format, DateTimeOffset ExpiresAt);
