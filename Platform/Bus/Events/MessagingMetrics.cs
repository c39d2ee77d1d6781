using System.Diagnostics;
using System.Diagnostics.Metrics;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Bus.Events;

/// <summary>Metrics of the meter <c>Nanobot.Messaging</c>; the tenant's label is bounded.</summary>
internal sealed class MessagingMetrics
{
    public const string MeterName = "Nanobot.Messaging";

    private readonly TenantLabels _labels;
    private readonly Counter<long> _published;
    private readonly Counter<long> _consumed;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _deadLettered;
    private readonly Counter<long> _deadLettersWorked;
    private readonly Histogram<double> _duration;
    private readonly Gauge<long> _streamLength;
    private readonly Gauge<long> _streamUnacknowledged;
    private double _lag;

    public MessagingMetrics(IMeterFactory meters, TenantLabels labels)
    {
        _labels = labels;
        var meter = meters.Create(MeterName);
        _published = meter.CreateCounter<long>("nanobot.messaging.published", "{event}", "Events handed to the broker.");
        _consumed = meter.CreateCounter<long>("nanobot.messaging.consumed", "{event}", "Events handled, or found handled already (outcome=duplicate).");
        _retried = meter.CreateCounter<long>("nanobot.messaging.retried", "{attempt}", "Attempts that failed and are repeated.");
        _deadLettered = meter.CreateCounter<long>("nanobot.messaging.dead_lettered", "{event}", "Events put aside, by reason.");
        _deadLettersWorked = meter.CreateCounter<long>("nanobot.messaging.dead_letters", "{event}", "Events put aside on which operators worked, by outcome.");
        _duration = meter.CreateHistogram<double>("nanobot.messaging.process.duration", "s", "Time of one attempt at handling an event.");
        _streamLength = meter.CreateGauge<long>("nanobot.messaging.stream.length", "{entry}", "Entries of a topic's stream.");
        _streamUnacknowledged = meter.CreateGauge<long>("nanobot.messaging.stream.unacknowledged", "{entry}", "Entries of a topic's stream that a group has not acknowledged.");
        meter.CreateObservableGauge("nanobot.messaging.outbox.lag", () => Volatile.Read(ref _lag), "s", "Age of the oldest event that waits in the outbox.");
    }

    public void Published(string topic, string tenantId) => _published.Add(1, Tags(topic, tenantId));

    public void Consumed(string topic, string tenantId, bool duplicate, TimeSpan duration)
    {
        var tags = Tags(topic, tenantId);
        _duration.Record(duration.TotalSeconds, tags);
        tags.Add("outcome", duplicate ? "duplicate" : "handled");
        _consumed.Add(1, tags);
    }

    public void Retried(string topic, string reason) => _retried.Add(1, new TagList { { "topic", topic }, { "reason", reason } });

    // No tenant here: what a refused event says of its tenant is not proven.
    public void DeadLettered(string topic, string reason) => _deadLettered.Add(1, new TagList { { "topic", topic }, { "reason", reason } });

    public void DeadLettersWorked(string topic, string outcome, long count = 1) => _deadLettersWorked.Add(count, new TagList { { "topic", topic }, { "outcome", outcome } });

    public void StreamLength(string topic, long entries) => _streamLength.Record(entries, new TagList { { "topic", topic } });

    public void StreamUnacknowledged(string topic, string group, long entries) =>
        _streamUnacknowledged.Record(entries, new TagList { { "topic", topic }, { "group", group } });

    public void OutboxLag(TimeSpan lag) => Volatile.Write(ref _lag, Math.Max(0, lag.TotalSeconds));

    private TagList Tags(string topic, string tenantId) => new() { { "topic", topic }, { TenantTags.TenantId, _labels.For(tenantId) } };
}
