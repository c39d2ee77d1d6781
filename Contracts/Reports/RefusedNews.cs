namespace Nanobot.Contracts.Reports;

/// <summary>A piece of news that was not taken.</summary>
/// <param name="Item">Its place in the post, from 1 on.</param>
/// <param name="Reason">Why.</param>
public sealed record RefusedNews(int Item, string Reason);
