using System.Security.Cryptography;
using System.Text;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Inboxes.Posts;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>By what a piece of news is known again in its inbox.</summary>
/// <param name="Item">SHA-256 of what its sender tells it from others by, or else of the story.</param>
/// <param name="Story">SHA-256 of what tells stories apart: the letters of a title, and where there are too few, its link too.</param>
internal readonly record struct NewsKey(string Item, string Story)
{
    public static NewsKey Of(ReceivedNews news)
    {
        var story = StoryKey.OfTitle(news.Title) ?? $"{news.Title}\n{StoryKey.OfLink(news.Link)}";
        return new NewsKey(Hash(news.Id is { } id ? $"id\n{id}" : $"story\n{story}"), Hash(story));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
