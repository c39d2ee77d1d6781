namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>One item as a feed's dialect has it, its texts still as they stand there.</summary>
/// <param name="Id">What tells it from others, or null.</param>
/// <param name="Title">Its title, or null.</param>
/// <param name="Description">What it says, or null.</param>
/// <param name="Link">Where it leads, or null.</param>
/// <param name="Dated">When.</param>
internal sealed record FeedItem(string? Id, FeedText? Title, FeedText? Description, Uri? Link, FeedMoment Dated)
{
    public DateTimeOffset? Published => Dated.At;
}
