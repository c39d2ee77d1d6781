using System.Diagnostics;
using System.Diagnostics.Metrics;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Telemetry;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Observability;

/// <summary>The chat module's own spans and metrics.</summary>
internal sealed class ChatTelemetry : IDisposable
{
    private const string Name = "Nanobot.Chat";
    private const string Other = "unknown";
    private readonly ActivitySource _source;
    private readonly Meter _meter;
    private readonly TenantLabels _labels;
    private readonly Counter<long> _turns;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _tools;
    private readonly Counter<long> _flows;
    private readonly Counter<long> _approvals;
    private readonly Counter<long> _consolidations;
    private readonly Counter<long> _facts;

    public ChatTelemetry(Module module, IMeterFactory meters, TenantLabels labels)
    {
        _source = ModuleSource.Create(module, Name);
        _labels = labels;
        _meter = meters.Create(Name);
        _turns = _meter.CreateCounter<long>("nanobot.chat.turns", "{turn}", "Turns by outcome");
        _duration = _meter.CreateHistogram<double>("nanobot.chat.turn.duration", "s", "Duration of turns");
        _tokens = _meter.CreateCounter<long>("nanobot.chat.tokens", "{token}", "Tokens by kind");
        _tools = _meter.CreateCounter<long>("nanobot.chat.tool.calls", "{call}", "Tool calls by tool and outcome");
        _flows = _meter.CreateCounter<long>("nanobot.chat.flows.stopped", "{call}", "Tool calls that wait for the user or are refused for what the turn had read, by sink and outcome");
        _approvals = _meter.CreateCounter<long>("nanobot.chat.approvals", "{approval}", "Approvals that were decided, by what came of them");
        _consolidations = _meter.CreateCounter<long>("nanobot.chat.consolidations", "{consolidation}", "Sessions that were gone through for facts, by what came of it");
        _facts = _meter.CreateCounter<long>("nanobot.chat.facts", "{fact}", "Facts of memory by the state that they came to, and those that were dropped");
    }

    public Activity? StartTurn() => _source.StartActivity("chat.turn");

    /// <summary>An attempt at a run, in the trace that it was asked for in.</summary>
    public Activity? StartRun(Guid runId, int attempt, string? traceParent)
    {
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent);
        var activity = _source.StartActivity("chat.run", ActivityKind.Consumer, parent);
        activity?.SetTag("run.id", runId);
        activity?.SetTag("run.attempt", attempt);
        return activity;
    }

    public Activity? StartConsolidation(Guid consolidationId, int attempt)
    {
        var activity = _source.StartActivity("chat.consolidation");
        activity?.SetTag("consolidation.id", consolidationId);
        activity?.SetTag("consolidation.attempt", attempt);
        return activity;
    }

    public void TurnEnded(TenantContext context, string outcome, TimeSpan duration)
    {
        var tenant = Tenant(context);
        _turns.Add(1, tenant, new("outcome", outcome));
        _duration.Record(duration.TotalSeconds, tenant, new("outcome", outcome));
    }

    /// <summary>By one call of the model.</summary>
    public void TokensUsed(TenantContext context, long prompt, long completion)
    {
        var tenant = Tenant(context);
        _tokens.Add(prompt, tenant, new("kind", "prompt"));
        _tokens.Add(completion, tenant, new("kind", "completion"));
    }

    /// <summary>The tool is null where there is none of that name.</summary>
    public void ToolCalled(TenantContext context, string? tool, bool failed) =>
        _tools.Add(1, Tenant(context), new("tool", tool ?? Other), new("outcome", failed ? "failed" : "completed"));

    /// <summary>A call waits for the user, was refused, or could not wait since too much does.</summary>
    public void FlowStopped(TenantContext context, string sink, string outcome) => _flows.Add(1, Tenant(context), new("sink", sink), new("outcome", outcome));

    /// <summary>An approval came to this state.</summary>
    public void ApprovalDecided(TenantContext context, string state) => _approvals.Add(1, Tenant(context), new KeyValuePair<string, object?>("state", state));

    /// <summary>A session was gone through for facts, or could not be.</summary>
    public void Consolidated(TenantContext context, string outcome) => _consolidations.Add(1, Tenant(context), new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>Facts came to this state; <c>dropped</c> are those that are kept nowhere.</summary>
    public void FactChanged(TenantContext context, string state, int count = 1) => _facts.Add(count, Tenant(context), new KeyValuePair<string, object?>("state", state));

    public void Dispose() => _source.Dispose();

    private KeyValuePair<string, object?> Tenant(TenantContext context) => new("tenant.id", _labels.For(context.RequiredTenantId));
}
