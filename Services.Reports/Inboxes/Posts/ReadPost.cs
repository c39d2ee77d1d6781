using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Inboxes.Posts;

/// <summary>A post as it was understood.</summary>
/// <param name="News">Its pieces of news, in their order.</param>
/// <param name="Refused">Those that are none, and why.</param>
/// <param name="Remarks">What had to be put up with to read a feed.</param>
internal sealed record ReadPost(IReadOnlyList<ReceivedNews> News, IReadOnlyList<RefusedNews> Refused, IReadOnlyList<Wording> Remarks)
{
    /// <summary>Pieces of news of a post at most.</summary>
    public const int Most = 100;
}
