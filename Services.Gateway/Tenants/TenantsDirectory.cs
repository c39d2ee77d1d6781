using System.Net;
using System.Text.Json;
using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Authentication.ApiKeys;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>Asks the tenants module, as the gateway, whose a key is and how a tenant stands.</summary>
internal sealed partial class TenantsDirectory(HttpClient http, LookupLimit limit, ILogger<TenantsDirectory> logger)
{
    public const string Module = "tenants";
    private static readonly TenantContext Gateway = new(null, null, TenantRole.Gateway);

    /// <summary>Longest that one question may take, waiting included.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Whose the key with this hash is, or null where there is none.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    public async Task<ResolvedCredential?> ResolveAsync(string keyHash, CancellationToken cancellationToken)
    {
        var resolved = await AskAsync<ResolvedCredential>(
            () => new HttpRequestMessage(HttpMethod.Post, new Uri("internal/credentials/resolve", UriKind.Relative))
            {
                Content = JsonContent.Create(new ResolveRequest(keyHash), options: Json.Wire),
            },
            cancellationToken);
        return resolved is null || ApiKeyAuthenticator.IsWhole(resolved) ? resolved : throw Unusable("a credential that is not whole");
    }

    /// <summary>How a tenant stands, or null where there is none.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    public async Task<TenantSnapshot?> FindTenantAsync(string tenantId, CancellationToken cancellationToken)
    {
        var tenant = await AskAsync<TenantSnapshot>(
            () => new HttpRequestMessage(HttpMethod.Get, new Uri($"internal/tenants/{Uri.EscapeDataString(tenantId)}", UriKind.Relative)),
            cancellationToken);
        return tenant is null || tenant.TenantId == tenantId ? tenant : throw Unusable("another tenant");
    }

    private async Task<T?> AskAsync<T>(Func<HttpRequestMessage> question, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var permit = await limit.AcquireAsync(cancellationToken);
            if (!permit.IsAcquired)
            {
                throw new ModuleUnavailableException(Module);
            }

            using var scope = TenantScope.Begin(Gateway);
            using var request = question();
            using var response = await http.SendAsync(request, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await response.Content.ReadFromJsonAsync<T>(Json.Wire, cancellationToken) ?? throw Unusable("nothing"),
                HttpStatusCode.NotFound => null,
                var status => throw Unusable($"status {(int)status}"),
            };
        }
        catch (Exception exception) when (exception is OperationCanceledException or JsonException or HttpRequestException or IOException)
        {
            // Only the flight's own deadline cancels; to those who wait, that is a module that does not answer.
            throw new ModuleUnavailableException(Module, exception);
        }
    }

    private ModuleUnavailableException Unusable(string what)
    {
        Log.UnusableAnswer(logger, what);
        return new ModuleUnavailableException(Module);
    }

    private sealed record ResolveRequest(string KeyHash);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The tenants module answered a question of the gateway with {What}")]
        public static partial void UnusableAnswer(ILogger logger, string what);
    }
}
