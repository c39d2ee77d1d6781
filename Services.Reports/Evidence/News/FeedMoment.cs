namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>When an item is from.</summary>
/// <param name="At">The first of its dates that can be read, or null.</param>
/// <param name="IsUnclear">Whether it says when, but in no way that has one meaning.</param>
internal readonly record struct FeedMoment(DateTimeOffset? At, bool IsUnclear)
{
    public static FeedMoment Of(params IEnumerable<string?> texts)
    {
        var isUnclear = false;
        foreach (var text in texts)
        {
            if (FeedDate.Parse(text) is { } at)
            {
                return new FeedMoment(at, false);
            }

            isUnclear |= FeedDate.IsMeant(text);
        }

        return new FeedMoment(null, isUnclear);
    }
}
