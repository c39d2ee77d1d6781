using Nanobot.Services.Reports.Evidence.Fetching;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Calendars;

/// <summary>Fetches the configured calendars, all at a time; each may fail on its own.</summary>
internal sealed partial class CalendarReader(SourceCache sources, EvidenceAddresses addresses, TimeProvider time, ILogger<CalendarReader> logger)
{
    /// <summary>What lies ahead, the next first, and how each calendar fared.</summary>
    public async Task<(IReadOnlyList<CalendarItem> Items, IReadOnlyList<SourceStatus> Sources)> ReadAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var window = new CalendarWindow(time.GetUtcNow(), zone);
        var found = await Task.WhenAll(addresses.Calendars.Select(calendar => ReadAsync(calendar, window, cancellationToken)));
        return ([.. found.SelectMany(static one => one.Items).OrderBy(static item => item.Day).ThenBy(static item => item.At ?? DateTimeOffset.MinValue)], [.. found.Select(static one => one.Status)]);
    }

    private async Task<(SourceStatus Status, IReadOnlyList<CalendarItem> Items)> ReadAsync(FeedSource calendar, CalendarWindow window, CancellationToken cancellationToken)
    {
        try
        {
            var fetched = await sources.GetAsync(calendar.Address, null, cancellationToken);
            var text = SourceText.Decode(fetched.Document, mayDeclare: false);
            var found = text.IsUnreadable ? throw new SourceFailedException(CalendarFailures.Unreadable) : CalendarFile.Read(text.Text, window, time);
            var name = found.Name ?? calendar.Host;
            return (new SourceStatus(name, fetched.FetchedAt, found.Entries, null, [.. fetched.Stale is { } stale ? [stale] : Array.Empty<Wording>(), .. found.Remarks]), [.. found.Items.Select(item => item with { Source = name })]);
        }
        catch (SourceFailedException failed)
        {
            return (new SourceStatus(calendar.Host, time.GetUtcNow(), 0, failed.Reason, []), []);
        }
        // No document, however absurd, costs the others their report.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.CalendarBroke(logger, exception);
            return (new SourceStatus(calendar.Host, time.GetUtcNow(), 0, SourceFailures.Broken, []), []);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A calendar could not be read, and the report goes on without it")]
        public static partial void CalendarBroke(ILogger logger, Exception exception);
    }
}
