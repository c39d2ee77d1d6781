namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>
/// Newest first. What is dated in the future is a slip or an announcement: it keeps its date and stands behind all else,
/// so that it neither leads for years nor pushes out what is new.
/// </summary>
internal static class HeadlineOrder
{
    // Clocks differ a little.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    public static bool IsAhead(DateTimeOffset? published, DateTimeOffset now) => published > now + Tolerance;

    public static IOrderedEnumerable<FeedItem> NewestFirst(IEnumerable<FeedItem> items, DateTimeOffset now) =>
        items.OrderBy(item => IsAhead(item.Published, now)).ThenByDescending(static item => item.Published ?? DateTimeOffset.MinValue);
}
