using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Searching;

/// <summary>Which of a user's reports are looked for; what is null does not matter.</summary>
/// <param name="Words">Words that it has, just so.</param>
/// <param name="Symbol">A symbol that its evidence has figures of.</param>
/// <param name="ReportType">Its type.</param>
/// <param name="Status">How it stands.</param>
/// <param name="From">When it was asked for at the earliest.</param>
/// <param name="To">Before when it was asked for.</param>
internal sealed record ReportFilter(SearchWords? Words, TickerSymbol? Symbol, ReportType? ReportType, ReportStatus? Status, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>The rows of <c>all_reports</c> behind a place that are of the type and the status, and of the time: $1 to $8, as <see cref="Arguments"/> has them.</summary>
    public const string Condition = """
        tenant_id = $1 and user_id = $2 and ($3::timestamptz is null or (created_at, report_id) < ($3, $4::uuid))
            and ($5::text is null or report_type = $5) and ($6::text is null or status = $6)
            and ($7::timestamptz is null or created_at >= $7) and ($8::timestamptz is null or created_at < $8)
        """;

    /// <summary>Whether what reports say has to be looked at.</summary>
    public bool IsSearch => Words is not null || Symbol is not null;

    /// <summary>Those of <see cref="Condition"/>.</summary>
    public object?[] Arguments(string tenantId, string userId, ReportPlace? after) =>
        [tenantId, userId, after?.At, after?.Id, ReportType?.Value, Status?.Value, From, To];
}
