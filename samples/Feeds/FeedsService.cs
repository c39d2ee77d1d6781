using System.Diagnostics.CodeAnalysis;
using Nanobot.Samples.Feeds.News;
using Nanobot.Samples.Feeds.Quotes;

namespace Nanobot.Samples.Feeds;

/// <summary>A small server of price files and news feeds, so that the suite has evidence to report on out of the box.</summary>
internal static class FeedsService
{
    public const string SampleHeader = "X-Sample-Data";

    private const string About = """
        Sample feeds of Nanobot.Aspire.

        GET /quotes                  symbols, one a line
        GET /quotes/{symbol}.csv     daily prices: Date,Open,High,Low,Close,Volume, ascending
        GET /quotes/{symbol}.json    the same as an array of objects: date, open, high, low, close, volume
        GET /feeds/markets.atom      news, Atom
        GET /feeds/technology.rss    news, RSS 2.0

        The news are made up. So are the prices, unless Quotes:Directory names a directory of price files.
        Answers with made-up content carry the header X-Sample-Data: true.

        """;

    public static void AddFeeds(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IQuoteFiles>(services => builder.Configuration["Quotes:Directory"] is { Length: > 0 } directory
            ? new DirectoryQuoteFiles(Path.GetFullPath(directory))
            : new SampleQuoteFiles(services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<SampleNews>();
        builder.Services.AddHealthChecks();
    }

    public static bool IsReady(this WebApplication app, [NotNullWhen(false)] out string? why)
    {
        why = app.Services.GetRequiredService<IQuoteFiles>() is DirectoryQuoteFiles { Exists: false } files
            ? $"Quotes:Directory names {files.Directory}, and there is no such directory. Correct it, or unset it to serve made-up prices."
            : null;
        return why is null;
    }

    public static void MapFeeds(this WebApplication app)
    {
        app.MapGet("/", static () => TypedResults.Text(About));
        app.MapHealthChecks("/health");
        app.MapQuotes();
        app.MapNews();
    }
}
