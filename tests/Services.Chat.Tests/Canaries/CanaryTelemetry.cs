using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Nanobot.Services.Chat.Tests.Canaries;

/// <summary>Searches every log record and every span as it is written: neither may have anybody's word.</summary>
internal sealed class CanaryTelemetry : ILoggerProvider, ILogger
{
    private readonly CanaryFindings _findings;
    private readonly ActivityListener _listener;

    public CanaryTelemetry(CanaryFindings findings)
    {
        _findings = findings;
        _listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Look,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> all ? string.Join(' ', all.Select(static value => $"{value.Key}={value.Value}")) : "";
        _findings.Look("log", $"a record {eventId.Name}", $"{formatter(state, exception)} {values} {exception}", null);
    }

    public void Dispose() => _listener.Dispose();

    private void Look(Activity activity)
    {
        var texts = activity.TagObjects.Concat(activity.Events.SelectMany(static one => one.Tags)).Select(static tag => $"{tag.Key}={tag.Value}")
            .Concat(activity.Baggage.Select(static item => $"{item.Key}={item.Value}"));
        _findings.Look("spans", $"a span {activity.OperationName}", $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', texts)}", null);
    }
}
