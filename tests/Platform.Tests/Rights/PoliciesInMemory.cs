using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Rights.Known;
using Nanobot.Platform.Rights.Observability;
using Nanobot.Platform.Rights.Recorded;

namespace Nanobot.Platform.Tests.Rights;

/// <summary>A process that knows policies, and the module that has them; what has changed is told when the process compares.</summary>
internal sealed class PoliciesInMemory : IPolicySource<string>, IFreshness
{
    public static readonly DateTimeOffset Start = new(2026, 3, 20, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<string, VersionedPolicies> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Tenant, string? User, string? Key), IReadOnlyDictionary<string, JsonElement>> _attributes = [];
    private readonly List<string> _changed = [];
    private VersionedPolicies _installation = new(0, []);

    public PoliciesInMemory(System.Diagnostics.Metrics.IMeterFactory meters)
    {
        var telemetry = new RightsTelemetry(meters);
        Recorder = new RequestRecorder(new WakeSignal<RecordDelivery>(), telemetry, Time);
        Decisions = new Decisions(telemetry, Recorder);
        Known = new KnownPolicies<string>(this, new Memory(
            this, Marks, new PolicyMemory(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromSeconds(3), 1000),
            new Backoff(new Random(1)), telemetry, Time, NullLogger<KnownPolicies<string>>.Instance));
    }

    public FakeTimeProvider Time { get; } = new(Start);

    public ChangeMarks Marks { get; } = new();

    public KnownPolicies<string> Known { get; }

    public Decisions Decisions { get; }

    public RequestRecorder Recorder { get; }

    public bool Down { get; set; }

    /// <summary>Held while it is not released: what was read before it leaves afterwards.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public int Asked { get; private set; }

    public int AskedForAttributes { get; private set; }

    public bool IsFresh => _changed.Count == 0 && !Down;

    public bool IsCutOff => Down;

    /// <summary>Takes these in the place of a tenant's policies, or with null of the installation's.</summary>
    public void Change(string? tenant, IReadOnlyList<Policy> policies)
    {
        if (tenant is null)
        {
            _installation = new VersionedPolicies(_installation.Version + 1, policies);
        }
        else
        {
            _own[tenant] = new VersionedPolicies((_own.GetValueOrDefault(tenant)?.Version ?? 0) + 1, policies);
        }

        _changed.Add(tenant ?? "*");
    }

    public PolicySet Uncached(string tenant) => PolicySet.Compile(_installation.Policies, _own.GetValueOrDefault(tenant)?.Policies ?? []);

    /// <summary>What a request is decided as by what is remembered.</summary>
    public async Task<PolicyDecision> DecideAsync(string tenant, PolicyRequest request)
    {
        Assert.True(await Known.CompareAsync(default));
        var known = (await Known.FindAsync(tenant, tenant, default))!;
        var attributes = await Known.AttributesAsync(known, request.UserId, request.KeyId, tenant, default);
        return Decisions.Decide(known, request with { Attributes = attributes }, "tool");
    }

    public ValueTask<bool> EnsureAsync(CancellationToken cancellationToken)
    {
        if (Down)
        {
            return new(false);
        }

        Marks.Change([.. _changed]);
        _changed.Clear();
        return new(true);
    }

    /// <summary>Gives a user, a key or, with neither, a tenant the attribute <c>level</c>.</summary>
    public void Give(string tenant, string? user, string? key, string level)
    {
        _attributes[(tenant, user, key)] = new Dictionary<string, JsonElement> { ["level"] = JsonSerializer.SerializeToElement(level) };
        _changed.Add(tenant);
    }

    /// <summary>The attributes of a request as they stand in the module.</summary>
    public IAttributes Uncached(PolicyRequest request)
    {
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { [AttributeName.Tier] = AttributeValue.Of("basic") };
        foreach (var (prefix, user, key) in new[] { (AttributeName.Tenant, null, null), (AttributeName.User, request.UserId, (string?)null), (AttributeName.Key, null, request.KeyId) })
        {
            if ((prefix == AttributeName.Tenant || user is not null || key is not null) && _attributes.TryGetValue((request.TenantId!, user, key), out var own))
            {
                values[$"{prefix}level"] = AttributeValue.Read(own["level"])!.Value;
            }
        }

        return new AttributeMap(values);
    }

    public Task<SubjectAttributes?> FindAttributesAsync(Subject subject, string origin, CancellationToken cancellationToken)
    {
        AskedForAttributes++;
        return Down ? throw new ModuleUnavailableException("tenants") : Task.FromResult<SubjectAttributes?>(new SubjectAttributes(
            subject.TenantId, subject.UserId, subject.KeyId,
            subject.UserId is null ? null : _attributes.GetValueOrDefault((subject.TenantId, subject.UserId, null)),
            subject.KeyId is null ? null : _attributes.GetValueOrDefault((subject.TenantId, null, subject.KeyId))));
    }

    public async Task<PolicySources?> FindAsync(string tenantId, string origin, CancellationToken cancellationToken)
    {
        Asked++;
        if (Down)
        {
            throw new ModuleUnavailableException("tenants");
        }

        var sources = new PolicySources(tenantId, "UTC", "", _installation, _own.GetValueOrDefault(tenantId) ?? new VersionedPolicies(0, []))
        {
            Tier = "basic",
            Attributes = _attributes.GetValueOrDefault((tenantId, null, null)),
        };
        if (Gate is { } gate)
        {
            await gate.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        }

        return tenantId == "nobody" ? null : sources;
    }

    public Task<VersionedPolicies> FindInstallationAsync(string origin, CancellationToken cancellationToken) => Task.FromResult(_installation);
}
