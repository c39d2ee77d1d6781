using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Changes;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Hosting;

/// <summary>What the gateway asks the tenants module, from memory; the signed context is verified as the module would.</summary>
internal sealed class TenantsStub
{
    private readonly ConcurrentDictionary<string, Func<ResolvedCredential?>> _keys = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _opened = new();
    private readonly ConcurrentDictionary<string, TenantSnapshot> _tenants = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, string User), UserSnapshot> _users = new();
    private readonly TimeProvider _time;

    public TenantsStub(TimeProvider time)
    {
        _time = time;
        Codec = TestContexts.Codec(time, "tenants");
    }

    /// <summary>With the tenants module's own key.</summary>
    public TenantContextCodec Codec { get; }

    /// <summary>Lets everything that waits at a gate pass, for good: a suite ends only when nothing waits.</summary>
    public void Open() => _opened.TrySetResult();

    /// <summary>Key hashes that were asked for.</summary>
    public ConcurrentQueue<string> KeyLookups { get; } = new();

    /// <summary>Tenants that were asked for.</summary>
    public ConcurrentQueue<string> TenantLookups { get; } = new();

    /// <summary>Users that were asked for.</summary>
    public ConcurrentQueue<(string Tenant, string User)> UserLookups { get; } = new();

    /// <summary>Public ids of keys that were asked for.</summary>
    public ConcurrentQueue<string> KeyIdLookups { get; } = new();

    /// <summary>The installation's policies.</summary>
    public VersionedPolicies Installation { get; set; } = new(0, []);

    /// <summary>Tenants' own policies.</summary>
    public ConcurrentDictionary<string, VersionedPolicies> Policies { get; } = new(StringComparer.Ordinal);

    /// <summary>Own attributes of a tenant, of one of its users, or of one of its keys.</summary>
    public ConcurrentDictionary<(string Tenant, string? User, string? Key), IReadOnlyDictionary<string, JsonElement>> Attributes { get; } = new();

    /// <summary>Whether it is of a version that has attributes.</summary>
    public bool KnowsAttributes { get; set; } = true;

    /// <summary>Whose attributes were asked for.</summary>
    public ConcurrentQueue<(string Tenant, string? User, string? Key)> AttributeLookups { get; } = new();

    /// <summary>Attributes as JSON writes them.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Own(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;

    /// <summary>Status that internal questions are answered with, where it is not 200.</summary>
    public int? BrokenStatus { get; set; }

    /// <summary>Held while it is not released: internal questions wait for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>Held while it is not released: the answer to a question for a key, which is known by then, waits for it.</summary>
    public TaskCompletionSource? AnswerGate { get; set; }

    /// <summary>What changes are told, by what a question for them says it knows; null: none is answered.</summary>
    public Func<long?, ChangesSince>? Changes { get; set; } = static _ => new ChangesSince(0, true, []);

    /// <summary>Uses of keys that were told.</summary>
    public ConcurrentQueue<KeyUse> KeyUses { get; } = new();

    /// <summary>Questions for changes.</summary>
    public ConcurrentQueue<long?> ChangeLookups { get; } = new();

    /// <summary>What a question for a key that nobody has waits for.</summary>
    public Func<Task>? GuessGate { get; set; }

    /// <summary>Audit entries that were told.</summary>
    public ConcurrentQueue<AuditEntry> Audited { get; } = new();

    /// <summary>How often the gateway tried to tell some.</summary>
    public ConcurrentQueue<string> AuditCalls { get; } = new();

    /// <summary>Status that audit entries are answered with, where they are not kept.</summary>
    public int? AuditStatus { get; set; }

    /// <summary>Waits for entries of a tenant's, or of none, until their counts are enough.</summary>
    public Task<List<AuditEntry>> AuditedOfAsync(string? tenant, int count) => Eventually.GetAsync(
        () => Task.FromResult(Audited.Where(entry => entry.TenantId == tenant).ToList()), entries => entries.Sum(static entry => entry.Count) >= count);

    public string AddTenant(string status = "active", string? tenantId = null, long epoch = 1, DateTimeOffset? trialEndsAt = null, string tier = "professional", string? quotas = null)
    {
        var id = tenantId ?? TestContexts.NewTenantId();
        _tenants[id] = new TenantSnapshot(id, status, tier, epoch, "UTC", trialEndsAt) { Quotas = quotas };
        return id;
    }

    public void RemoveTenant(string tenantId) => _tenants.TryRemove(tenantId, out _);

    public void RemoveUser(string tenantId, string userId) => _users.TryRemove((tenantId, userId), out _);

    public void AddUser(string tenantId, string userId, string? quotas = null) => _users[(tenantId, userId)] = new UserSnapshot(tenantId, userId) { Quotas = quotas };

    /// <summary>Adds a key; returns its text.</summary>
    public string AddKey(string role, string? tenantId, string? userId = null, DateTimeOffset? expiresAt = null, IReadOnlyList<string>? scopes = null, string? userQuotas = null, string? keyQuotas = null)
    {
        var key = NewKey();
        _keys[Hash(key)] = () => new ResolvedCredential(IdOf(key), role, userId, expiresAt, tenantId is null ? null : _tenants[tenantId])
        {
            Scopes = scopes,
            UserQuotas = userQuotas,
            KeyQuotas = keyQuotas,
        };
        return key;
    }

    /// <summary>A user's key in a tenant of its own.</summary>
    public string AddUserKey(string userId = "ada") => AddKey(TenantRole.User, AddTenant(), userId);

    public void RemoveKey(string key) => _keys.TryRemove(Hash(key), out _);

    /// <summary>A key as the tenants module would issue it, which nobody has.</summary>
    public static string NewKey() =>
        $"nbk_{RandomNumberGenerator.GetHexString(16, lowercase: true)}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    /// <summary>The public id that stands in a key.</summary>
    public static string IdOf(string key) => key.Split('_')[1];

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public void Map(WebApplication app)
    {
        app.MapGet("/internal/changes", (HttpContext http, long? since) =>
        {
            ChangeLookups.Enqueue(since);
            return Context(http)?.Role == TenantRole.Gateway && Changes is { } changes ? Results.Json(changes(since), Json.Wire) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        });
        app.MapPost("/internal/keys/used", (HttpContext http, JsonElement used) =>
        {
            foreach (var use in used.Deserialize<KeysUsed>(Json.Wire)!.Uses)
            {
                KeyUses.Enqueue(use);
            }

            return Context(http)?.Role == TenantRole.Gateway ? Results.NoContent() : Results.StatusCode(StatusCodes.Status401Unauthorized);
        });
        app.MapPost("/internal/credentials/resolve", async (HttpContext http, KeyQuestion question) =>
        {
            KeyLookups.Enqueue(question.KeyHash);
            if (GuessGate is { } gate && !_keys.ContainsKey(question.KeyHash))
            {
                await Task.WhenAny(gate(), _opened.Task).WaitAsync(Eventually.Deadline);
            }

            var found = await AnswerAsync(http) ?? (_keys.TryGetValue(question.KeyHash, out var answer) && answer() is { } credential
                ? Results.Json(credential, Json.Wire)
                : Results.NotFound());
            if (AnswerGate is { } held)
            {
                await Task.WhenAny(held.Task, _opened.Task).WaitAsync(Eventually.Deadline);
            }

            return found;
        });
        app.MapGet("/internal/tenants/{id}", async (HttpContext http, string id) =>
        {
            TenantLookups.Enqueue(id);
            return await AnswerAsync(http) ?? (_tenants.TryGetValue(id, out var tenant) ? Results.Json(tenant, Json.Wire) : Results.NotFound());
        });
        app.MapGet("/internal/policies", async (HttpContext http) => await AnswerAsync(http) ?? Results.Json(Installation, Json.Wire));
        app.MapGet("/internal/tenants/{id}/policies", async (HttpContext http, string id) =>
            await AnswerAsync(http) ?? (_tenants.ContainsKey(id)
                ? Results.Json(new PolicySources(id, "UTC", "1", Installation, Policies.GetValueOrDefault(id) ?? new VersionedPolicies(0, []))
                {
                    Tier = KnowsAttributes ? _tenants[id].Tier : null,
                    Status = KnowsAttributes ? _tenants[id].Status : null,
                    Attributes = KnowsAttributes ? Attributes.GetValueOrDefault((id, null, null)) : null,
                }, Json.Wire)
                : Results.NotFound()));
        app.MapGet("/internal/tenants/{id}/attributes", async (HttpContext http, string id, string? user_id, string? key_id) =>
        {
            AttributeLookups.Enqueue((id, user_id, key_id));
            return await AnswerAsync(http) ?? (KnowsAttributes
                ? Results.Json(new SubjectAttributes(id, user_id, key_id, user_id is null ? null : Attributes.GetValueOrDefault((id, user_id, null)),
                    key_id is null ? null : Attributes.GetValueOrDefault((id, null, key_id))), Json.Wire)
                : Results.NotFound());
        });
        app.MapGet("/internal/tenants/{id}/users/{user}", async (HttpContext http, string id, string user) =>
        {
            UserLookups.Enqueue((id, user));
            return await AnswerAsync(http) ?? (_users.TryGetValue((id, user), out var known) ? Results.Json(known, Json.Wire) : Results.NotFound());
        });
        app.MapGet("/internal/tenants/{id}/keys/{key}", async (HttpContext http, string id, string key) =>
        {
            KeyIdLookups.Enqueue(key);
            return await AnswerAsync(http)
                ?? (_keys.Values.Select(static answer => answer()).FirstOrDefault(known => known?.KeyId == key && known.Tenant?.TenantId == id) is { } found
                    ? Results.Json(new KeySnapshot(id, key, found.ExpiresAt) { Quotas = found.KeyQuotas }, Json.Wire)
                    : Results.NotFound());
        });
        app.MapPost("/internal/audit", async (HttpContext http) =>
        {
            AuditCalls.Enqueue(http.TraceIdentifier);
            if (AuditStatus is { } status)
            {
                return Results.StatusCode(status);
            }

            if (Context(http)?.Role != TenantRole.Gateway)
            {
                return Results.Unauthorized();
            }

            foreach (var entry in (await http.Request.ReadFromJsonAsync<AuditBatch>(Json.Wire))!.Entries)
            {
                Audited.Enqueue(entry);
            }

            return Results.NoContent();
        });
        app.MapPost("/internal/tenants/{id}/users/{user}/tokens/end", async (HttpContext http, string id, string user) =>
            await AnswerAsync(http) ?? (_users.ContainsKey((id, user)) ? Results.Json(EndTokens(id, user), Json.Wire) : Results.NotFound()));
    }

    /// <summary>Ends a user's tokens as the tenants module does: those of the present second as well.</summary>
    public UserSnapshot EndTokens(string tenantId, string userId) => _users[(tenantId, userId)] =
        new UserSnapshot(tenantId, userId, DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds() + 1));

    private async Task<IResult?> AnswerAsync(HttpContext http)
    {
        if (Gate is { } gate)
        {
            await Task.WhenAny(gate.Task, _opened.Task).WaitAsync(Eventually.Deadline);
        }

        return BrokenStatus is { } status ? Results.StatusCode(status)
            : Context(http)?.Role == TenantRole.Gateway ? null : Results.StatusCode(StatusCodes.Status401Unauthorized);
    }

    private TenantContext? Context(HttpContext http) => Codec.Verify(http.Request.Headers[TenantHeaders.Context], ContextAudience.Request);

    internal sealed record KeyQuestion([property: JsonPropertyName("key_hash")] string KeyHash);
}
