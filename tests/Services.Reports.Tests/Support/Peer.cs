using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Support;

/// <summary>A server on a free port whose answers a test sets path by path; what is not set is 404.</summary>
public sealed class Peer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new(StringComparer.Ordinal);

    public Peer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async http =>
        {
            if (await Rights.TryAnswerAsync(http))
            {
                return;
            }

            Seen.Enqueue((http.Request.Path.Value + http.Request.QueryString, http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString())));
            if (_answers.TryGetValue(http.Request.Path.Value ?? "", out var answer))
            {
                await answer(http);
                return;
            }

            http.Response.StatusCode = StatusCodes.Status404NotFound;
        });
        _app.Start();
        Url = _app.Urls.First();
    }

    public string Url { get; }

    /// <summary>Which policies bind the tenants.</summary>
    public RightsStandIn Rights { get; } = new();

    public ConcurrentQueue<(string Path, Dictionary<string, string> Headers)> Seen { get; } = new();

    public void Answer(string path, RequestDelegate answer) => _answers[path] = answer;

    public void Answer(string path, string body, string contentType = "text/plain", int status = 200) => Answer(path, http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        return http.Response.WriteAsync(body);
    });

    public void Quotes(string symbol, params IEnumerable<string> rows) =>
        Answer($"/quotes/{symbol}.csv", "Date,Open,High,Low,Close,Volume\n" + string.Concat(rows.Select(row => row + "\n")), "text/csv");

    public static string Rss(params IEnumerable<(string Title, string Link)> items) =>
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>t</title>" + string.Concat(items.Select(item =>
            string.Create(CultureInfo.InvariantCulture, $"<item><title>{System.Net.WebUtility.HtmlEncode(item.Title)}</title><link>{System.Net.WebUtility.HtmlEncode(item.Link)}</link><pubDate>Thu, 19 Nov 2026 22:00:00 GMT</pubDate></item>")))
            + "</channel></rss>";

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
