using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Changes;
using Nanobot.Contracts.Models;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Testing;

/// <summary>What modules ask the tenants module of policies. It answers whoever signed as a module, and of no other tenant than the signed one.</summary>
public sealed class RightsStandIn
{
    private readonly TenantContextCodec _codec = TestContexts.Codec(module: "tenants");
    private readonly ConcurrentDictionary<string, VersionedPolicies> _policies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, string? User, string? Key), IReadOnlyDictionary<string, JsonElement>> _attributes = new();
    private readonly ConcurrentDictionary<(string Tenant, string User), OwnModel[]> _models = new();
    private VersionedPolicies _installation = new(0, []);
    private long _version;
    private long _changedAt;

    /// <summary>Whether questions find nobody.</summary>
    public bool Down { get; set; }

    /// <summary>Whether it is of a version that has attributes of users and keys.</summary>
    public bool KnowsAttributes { get; set; } = true;

    /// <summary>Whether it believes what it cannot verify: for tests that sign by other keys or another clock.</summary>
    public bool TrustsAnySignature { get; set; }

    /// <summary>Whether the last change is so long ago that it would have been acknowledged.</summary>
    public bool IsSettled => Stopwatch.GetElapsedTime(Volatile.Read(ref _changedAt)) > TimeSpan.FromMilliseconds(250);

    /// <summary>Whether it answers still as it did at first.</summary>
    public bool IsUntouched => !Down && KnowsAttributes && !TrustsAnySignature && Interlocked.Read(ref _version) == 0;

    /// <summary>Tenants whose policies were asked for.</summary>
    public ConcurrentQueue<string> Lookups { get; } = new();

    /// <summary>A policy.</summary>
    public static Policy Policy(string name, string resource, string effect = "deny", int priority = 10) =>
        new(name, Effect: effect, Priority: priority, Principals: ["*"], Resources: [resource], Actions: ["execute"]);

    /// <summary>Gives a tenant these policies in the place of those that it has.</summary>
    public void Set(string tenantId, params Policy[] policies)
    {
        _policies.AddOrUpdate(tenantId, _ => new VersionedPolicies(1, policies), (_, set) => new VersionedPolicies(set.Version + 1, policies));
        Changed();
    }

    /// <summary>Tenants of whose users and keys attributes were asked for.</summary>
    public ConcurrentQueue<string> AttributeLookups { get; } = new();

    /// <summary>Gives a user, a key or, with neither, the tenant these own attributes.</summary>
    public void SetAttributes(string tenantId, string? userId, string? keyId, string json)
    {
        _attributes[(tenantId, userId, keyId)] = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
        Changed();
    }

    /// <summary>Tenants of whose models was asked.</summary>
    public ConcurrentQueue<string> ModelLookups { get; } = new();

    /// <summary>Gives a user or, without one, the tenant these models in the place of those that it has.</summary>
    public void SetModels(string tenantId, string? userId, params OwnModel[] models)
    {
        _models[(tenantId, userId ?? "")] = models;
        Changed();
    }

    /// <summary>Gives the installation these policies in the place of those that it has.</summary>
    public void SetInstallation(params Policy[] policies)
    {
        _installation = new VersionedPolicies(_installation.Version + 1, policies);
        Changed();
    }

    /// <summary>Answers a question for policies; false where the request is none.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/internal/rights", out var rest))
        {
            return false;
        }

        var tenant = _codec.Verify(http.Request.Headers[TenantHeaders.Context], ContextAudience.Background)?.RequiredTenantId
            ?? (TrustsAnySignature ? http.Request.Headers[TenantHeaders.TenantId].ToString() : throw new InvalidOperationException("A question for policies without a verified context."));
        if (Down)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else if (rest == "/policies")
        {
            Lookups.Enqueue(tenant);
            var own = _policies.GetValueOrDefault(tenant) ?? new VersionedPolicies(0, []);
            await http.Response.WriteAsJsonAsync(new PolicySources(tenant, "UTC", $"{_installation.Version}.{own.Version}", _installation, own)
            {
                Tier = "professional",
                Status = "active",
                Attributes = _attributes.GetValueOrDefault((tenant, null, null)),
            }, Json.Wire);
        }
        else if (rest == "/models")
        {
            var context = _codec.Verify(http.Request.Headers[TenantHeaders.Context], ContextAudience.Background);
            var user = context is null && (string?)http.Request.Headers[TenantHeaders.UserId] is { Length: > 0 } named ? named : context?.UserId;
            ModelLookups.Enqueue(tenant);
            await http.Response.WriteAsJsonAsync(new OwnModels(tenant, user,
                [.. _models.GetValueOrDefault((tenant, user ?? ""), []), .. user is null ? [] : _models.GetValueOrDefault((tenant, ""), [])]), Json.Wire);
        }
        else if (rest == "/attributes" && !KnowsAttributes)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (rest == "/attributes")
        {
            var context = _codec.Verify(http.Request.Headers[TenantHeaders.Context], ContextAudience.Background)!;
            AttributeLookups.Enqueue(tenant);
            await http.Response.WriteAsJsonAsync(new SubjectAttributes(tenant, context.UserId, context.KeyId,
                context.UserId is { } user ? _attributes.GetValueOrDefault((tenant, user, null)) : null,
                context.KeyId is { } key ? _attributes.GetValueOrDefault((tenant, null, key)) : null), Json.Wire);
        }
        else
        {
            var (version, since) = (Interlocked.Read(ref _version), long.TryParse(http.Request.Query["since"], out var known) ? known : (long?)null);
            await http.Response.WriteAsJsonAsync(new ChangesSince(version, since is null || since == version, []), Json.Wire);
        }

        return true;
    }

    private void Changed()
    {
        Interlocked.Increment(ref _version);
        Volatile.Write(ref _changedAt, Stopwatch.GetTimestamp());
    }
}
