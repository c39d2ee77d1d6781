namespace Nanobot.Services.Reports.Inboxes.Posts;

/// <summary>A piece of news that was posted, as it was understood. Its texts are strangers': they are data wherever they go.</summary>
/// <param name="Line">Its place in the post, from 1 on.</param>
/// <param name="Id">What its sender tells it from others by, or null.</param>
/// <param name="Title">What it says, on one line.</param>
/// <param name="Link">Where it leads, http or https.</param>
/// <param name="Published">When it came out, as its sender says.</param>
/// <param name="Author">Who wrote it, as its sender says.</param>
/// <param name="Symbols">What it is about, as its sender says.</param>
/// <param name="Said">What was posted, on one line; of much the beginning.</param>
internal sealed record ReceivedNews(int Line, string? Id, string Title, Uri? Link, DateTimeOffset? Published, string? Author, IReadOnlyList<string> Symbols, string Said)
{
    /// <summary>Characters of <see cref="Said"/> at most.</summary>
    public const int MostSaid = 500;
}
