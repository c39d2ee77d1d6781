using System.Globalization;
using Microsoft.AspNetCore.Http;
using Nanobot.Testing;

namespace Nanobot.Streams.Tests.Running;

/// <summary>Prices and news for reports.</summary>
internal sealed class MarketServer : IAsyncDisposable
{
    private LoopbackServer? _server;

    public string Address => _server!.Address;

    public async Task StartAsync() => _server ??= await LoopbackServer.StartAsync(AnswerAsync);

    public async ValueTask DisposeAsync() => await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);

    private static async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/quotes"))
        {
            http.Response.ContentType = "text/csv";
            var today = TimeProvider.System.GetUtcNow();
            await http.Response.WriteAsync("Date,Open,High,Low,Close,Volume\n" + string.Concat(Enumerable.Range(1, 5).Reverse().Select(day =>
                string.Create(CultureInfo.InvariantCulture, $"{today.AddDays(-day):yyyy-MM-dd},{100 + day},{102 + day},{99 + day},{101 + day},1000\n"))));
            return;
        }

        http.Response.ContentType = "application/rss+xml";
        await http.Response.WriteAsync($"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title><item><title>Markets were open</title><link>http://news.example/1</link><pubDate>{TimeProvider.System.GetUtcNow():R}</pubDate></item></channel></rss>");
    }
}
