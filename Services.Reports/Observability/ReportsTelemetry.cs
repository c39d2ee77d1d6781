using System.Diagnostics;
using System.Diagnostics.Metrics;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Telemetry;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Observability;

/// <summary>The module's metrics and spans; meter and source <c>Nanobot.Reports</c>.</summary>
internal sealed class ReportsTelemetry : IDisposable
{
    private const string Name = "Nanobot.Reports";
    private const string Tenant = TenantTags.TenantId;
    private readonly ActivitySource _source;
    private readonly Meter _meter;
    private readonly TenantLabels _labels;
    private readonly Counter<long> _finished;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _sources;
    private readonly Counter<long> _removed;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _degraded;
    private readonly Counter<long> _uses;
    private readonly Counter<long> _links;
    private readonly Counter<long> _prints;
    private readonly UpDownCounter<long> _printing;
    private readonly Histogram<double> _printed;
    private readonly Counter<long> _archived;
    private readonly Counter<long> _deleted;
    private readonly Counter<long> _orphans;

    public ReportsTelemetry(Module module, IMeterFactory meters, TenantLabels labels)
    {
        _source = ModuleSource.Create(module, Name);
        _labels = labels;
        _meter = meters.Create(Name);
        _finished = _meter.CreateCounter<long>("nanobot.reports.finished", "{report}", "Reports that came to their end");
        _duration = _meter.CreateHistogram<double>("nanobot.reports.duration", "s", "From a report's request to its end");
        _sources = _meter.CreateCounter<long>("nanobot.reports.sources", "{source}", "Sources fetched");
        _removed = _meter.CreateCounter<long>("nanobot.reports.sentences_removed", "{sentence}", "Sentences without evidence");
        _delivered = _meter.CreateCounter<long>("nanobot.reports.deliveries", "{delivery}", "Tries to tell a user of something");
        _degraded = _meter.CreateCounter<long>("nanobot.reports.degraded", "{report}", "Reports that do without something");
        _uses = _meter.CreateCounter<long>("nanobot.reports.source_uses", "{use}", "Sources looked at, of all tenants, and where what they say came from");
        _links = _meter.CreateCounter<long>("nanobot.reports.links", "{link}", "Links to reports that were made, taken back or followed");
        _prints = _meter.CreateCounter<long>("nanobot.reports.prints", "{page}", "Pages that were to be printed");
        _printing = _meter.CreateUpDownCounter<long>("nanobot.reports.prints.here", "{page}", "Pages that are being printed or wait for it");
        _printed = _meter.CreateHistogram<double>("nanobot.reports.prints.duration", "s", "How long pages waited and were printed");
        _archived = _meter.CreateCounter<long>("nanobot.reports.archived", "{report}", "Reports that the archive has done something with, of all tenants");
        _deleted = _meter.CreateCounter<long>("nanobot.reports.deleted", "{report}", "Reports that are gone, of all tenants");
        _orphans = _meter.CreateCounter<long>("nanobot.reports.orphans", "{object}", "Objects removed from the store that belonged to no report");
    }

    /// <summary>A span for one attempt, in the trace that asked for the report.</summary>
    public Activity? Start(Guid reportId, string reportType, int attempt, string? traceParent)
    {
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent);
        var activity = _source.StartActivity("report.make", ActivityKind.Consumer, parent);
        activity?.SetTag("report.id", reportId);
        activity?.SetTag("report.type", reportType);
        activity?.SetTag("report.attempt", attempt);
        return activity;
    }

    public void SourcesFetched(string tenantId, int usable, int failed)
    {
        var tenant = new KeyValuePair<string, object?>(Tenant, _labels.For(tenantId));
        _sources.Add(usable, tenant, new("outcome", "ok"));
        _sources.Add(failed, tenant, new("outcome", "failed"));
    }

    public void SentencesRemoved(string tenantId, string reason, int count) => _removed.Add(count, new TagList { new(Tenant, _labels.For(tenantId)), new("reason", reason) });

    public void Degraded(string tenantId, IReadOnlyList<string> degradations)
    {
        foreach (var given in degradations)
        {
            _degraded.Add(1, new TagList { new(Tenant, _labels.For(tenantId)), new("degradation", given) });
        }
    }

    /// <summary>A link was made (created), taken back (revoked), led somewhere (followed) or nowhere; of whom that is nobody knows where it leads nowhere.</summary>
    public void Linked(string? tenantId, string what) => _links.Add(1, new KeyValuePair<string, object?>(Tenant, tenantId is null ? null : _labels.For(tenantId)), new("outcome", what));

    /// <summary>So many pages more are being printed or wait for it.</summary>
    public void Printing(int change) => _printing.Add(change);

    /// <summary>A page was printed, or not: printed, refused, failed, timeout or cancelled; with how long it took, where it was let in.</summary>
    public void Printed(string tenantId, string outcome, TimeSpan? taken)
    {
        TagList tags = [new(Tenant, _labels.For(tenantId)), new("outcome", outcome)];
        _prints.Add(1, tags);
        if (taken is { } whole)
        {
            _printed.Record(whole.TotalSeconds, tags);
        }
    }

    /// <summary>A source was looked at: in the process's memory, in what all processes keep (shared), or by asking it (fetched, confirmed, failed).</summary>
    public void SourceUsed(string from) => _uses.Add(1, new KeyValuePair<string, object?>("from", from));

    /// <summary>The archive has done something with a report: stored, freed, cooled, recalled; or found it damaged, missing, or could not (failed).</summary>
    public void Archived(string outcome) => _archived.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>Reports are gone, since their retention is over (retention) or their users wanted it (user).</summary>
    public void Deleted(string reason, int count) => _deleted.Add(count, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Objects belonged to no report, and are gone.</summary>
    public void OrphansRemoved(int count) => _orphans.Add(count);

    public void Finished(string tenantId, string reportType, bool completed, TimeSpan? taken)
    {
        TagList tags = [new(Tenant, _labels.For(tenantId)), new("report.type", reportType), new("status", completed ? "completed" : "failed")];
        _finished.Add(1, tags);
        if (taken is { } whole)
        {
            _duration.Record(whole.TotalSeconds, tags);
        }

        if (!completed)
        {
            Activity.Current?.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>A try by a way is over, of so many things at once: sent, postponed, skipped, failed or unknown.</summary>
    public void Delivered(string tenantId, string channel, string outcome, int count = 1) =>
        _delivered.Add(count, new KeyValuePair<string, object?>(Tenant, _labels.For(tenantId)), new("channel", channel), new("outcome", outcome));

    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }
}
