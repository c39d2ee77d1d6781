namespace Nanobot.Services.Reports.Inboxes.Posts;

/// <summary>A post has more pieces of news than are taken at once.</summary>
internal sealed class PostTooLongException : Exception;
