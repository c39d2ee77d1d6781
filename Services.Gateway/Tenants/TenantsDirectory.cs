using System.Net;
using System.Text.Json;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Rights.Known;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>Asks the tenants module, as the gateway, whose a key is, how a tenant stands, whether a user exists and whether a key is still good.</summary>
internal sealed class TenantsDirectory(HttpClient http, LookupBudgets budgets)
{
    public const string Module = "tenants";

    /// <summary>Longest that one question may take, waiting included.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Whose the key with this hash (64 lower-case hexadecimal digits) is, or null where there is none.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    public async Task<ResolvedCredential?> ResolveAsync(Question<string> question, CancellationToken cancellationToken)
    {
        var resolved = await AskAsync<ResolvedCredential, string>(
            question,
            () => new HttpRequestMessage(HttpMethod.Post, new Uri("internal/credentials/resolve?scopes=true", UriKind.Relative))
            {
                Content = JsonContent.Create(new ResolveRequest(question.Key), options: Json.Wire),
            },
            cancellationToken);
        return resolved is null || IsWhole(resolved) ? resolved : throw Unusable("a credential that is not whole");
    }

    /// <summary>How a tenant stands, or null where there is none.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    public async Task<TenantSnapshot?> FindTenantAsync(Question<string> question, CancellationToken cancellationToken)
    {
        var tenant = await GetAsync<TenantSnapshot, string>(question, TenantPath(question.Key), cancellationToken);
        return tenant is null || tenant.TenantId == question.Key ? tenant : throw Unusable("another tenant");
    }

    /// <summary>A user of a tenant, or null where there is none.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    public async Task<UserSnapshot?> FindUserAsync(Question<(string TenantId, string UserId)> question, CancellationToken cancellationToken)
    {
        var user = await GetAsync<UserSnapshot, (string, string)>(question, UserPath(question.Key), cancellationToken);
        return user is null || (user.TenantId, user.UserId) == question.Key ? user : throw Unusable("another user");
    }

    /// <summary>A key of a tenant by its public id, or null where there is none that is good.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    public async Task<KeySnapshot?> FindKeyAsync(Question<(string TenantId, string KeyId)> question, CancellationToken cancellationToken)
    {
        var (tenantId, keyId) = question.Key;
        var key = await GetAsync<KeySnapshot, (string, string)>(question, $"{TenantPath(tenantId)}/keys/{Uri.EscapeDataString(keyId)}?scopes=true", cancellationToken);
        return key is null || (key.TenantId, key.KeyId) == question.Key ? key : throw Unusable("another key");
    }

    /// <summary>The policies that bind a tenant's requests, or null where there is no such tenant.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    public async Task<PolicySources?> FindPoliciesAsync(Question<string> question, CancellationToken cancellationToken)
    {
        var sources = await GetAsync<PolicySources, string>(question, $"{TenantPath(question.Key)}/policies", cancellationToken);
        return sources is null || (sources is { Installation.Policies: not null, Tenant.Policies: not null } && sources.TenantId == question.Key) ? sources : throw Unusable("other policies");
    }

    /// <summary>The own attributes of whoever acts, or null where there is no such tenant, or a previous version does not know any.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    public async Task<SubjectAttributes?> FindAttributesAsync(Question<Subject> question, CancellationToken cancellationToken)
    {
        var (tenantId, userId, keyId) = question.Key;
        var query = QueryString.Empty;
        query = userId is null ? query : query.Add("user_id", userId);
        query = keyId is null ? query : query.Add("key_id", keyId);
        var answer = await GetAsync<SubjectAttributes, Subject>(question, $"{TenantPath(tenantId)}/attributes{query}", cancellationToken);
        return answer is null || (answer.TenantId, answer.UserId, answer.KeyId) == (tenantId, userId, keyId) ? answer : throw Unusable("another's attributes");
    }

    /// <summary>The installation's policies.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    public async Task<VersionedPolicies?> FindInstallationPoliciesAsync(Question<string> question, CancellationToken cancellationToken)
    {
        var policies = await GetAsync<VersionedPolicies, string>(question, "internal/policies", cancellationToken);
        return policies is { Policies: not null } ? policies : throw Unusable("no policies");
    }

    /// <summary>Ends the tokens that a user has; the user as it is then, or null where there is none.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    public async Task<UserSnapshot?> EndTokensAsync(
        Question<(string TenantId, string UserId)> question, AuditActor actor, CancellationToken cancellationToken)
    {
        var user = await AskAsync<UserSnapshot, (string, string)>(
            question,
            () => new HttpRequestMessage(HttpMethod.Post, new Uri($"{UserPath(question.Key)}/tokens/end", UriKind.Relative))
            {
                Headers = { { TenantHeaders.Actor, JsonSerializer.Serialize(actor, Json.Wire) } },
            },
            cancellationToken);
        return user is null || (user is { TokensValidFrom: not null } && (user.TenantId, user.UserId) == question.Key) ? user : throw Unusable("another user");
    }

    /// <summary>Says which keys were used; nobody waits for it.</summary>
    /// <exception cref="ModuleUnavailableException">It was not taken.</exception>
    public async Task TellUsedAsync(KeysUsed used, CancellationToken cancellationToken)
    {
        using var scope = TenantScope.Begin(TenantContext.Gateway);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        using var response = await http.PostAsJsonAsync(new Uri("internal/keys/used", UriKind.Relative), used, Json.Wire, deadline.Token);
        if (!response.IsSuccessStatusCode)
        {
            throw Unusable($"status {(int)response.StatusCode}");
        }
    }

    private static string UserPath((string TenantId, string UserId) user) => $"{TenantPath(user.TenantId)}/users/{Uri.EscapeDataString(user.UserId)}";

    private static string TenantPath(string tenantId) => $"internal/tenants/{Uri.EscapeDataString(tenantId)}";

    private Task<T?> GetAsync<T, TKey>(Question<TKey> question, string path, CancellationToken cancellationToken)
        where T : class =>
        AskAsync<T, TKey>(question, () => new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), cancellationToken);

    private async Task<T?> AskAsync<T, TKey>(Question<TKey> question, Func<HttpRequestMessage> words, CancellationToken cancellationToken)
        where T : class
    {
        await budgets.TakeAsync(question.Origin, question.IsVouched, cancellationToken);
        try
        {
            return await SendAsync<T>(words, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or JsonException or HttpRequestException or IOException)
        {
            // Only the flight's own deadline cancels; to those who wait, that is a module that does not answer.
            throw new ModuleUnavailableException(Module, exception);
        }
        finally
        {
            budgets.Release(question.IsVouched);
        }
    }

    private async Task<T?> SendAsync<T>(Func<HttpRequestMessage> words, CancellationToken cancellationToken)
        where T : class
    {
        using var scope = TenantScope.Begin(TenantContext.Gateway);
        using var request = words();
        using var response = await http.SendAsync(request, cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await response.Content.ReadFromJsonAsync<T>(Json.Wire, cancellationToken) ?? throw Unusable("nothing"),
            HttpStatusCode.NotFound => null,
            var status => throw Unusable($"status {(int)status}"),
        };
    }

    // One that makes no sense is treated as no answer.
    private static bool IsWhole(ResolvedCredential resolved) => resolved.Role switch
    {
        TenantRole.User => resolved is { Tenant: not null, UserId.Length: > 0 },
        TenantRole.TenantAdmin => resolved.Tenant is not null,
        TenantRole.Operator => resolved is { Tenant: null, UserId: null },
        _ => false,
    };

    // Told by whoever is refused for it, or once for all whose refresh it fails.
    private static ModuleUnavailableException Unusable(string what) =>
        new(Module, new InvalidDataException($"it answered a question of the gateway with {what}"));

    private sealed record ResolveRequest(string KeyHash);
}
