using System.Net;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Rights.Known;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Clients.Http;

/// <summary>Asks the tenants module which policies bind a tenant, in the name of whoever is bound by them.</summary>
/// <param name="http">Client of the module <c>tenants</c>.</param>
internal sealed class RightsClient(HttpClient http) : IPolicySource<TenantContext>
{
    private const string Module = Operations.Tenants.Module;

    public async Task<PolicySources?> FindAsync(string tenantId, TenantContext origin, CancellationToken cancellationToken)
    {
        using var scope = TenantScope.Begin(origin);
        try
        {
            using var response = await http.GetAsync(new Uri(Operations.Tenants.GetOwnPolicySources.Path[1..], UriKind.Relative), cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            var sources = await ModuleResponse.ReadAsync<PolicySources>(Module, response, cancellationToken);
            return sources is { Installation.Policies: not null, Tenant.Policies: not null } && sources.TenantId == tenantId
                ? sources
                : throw new ModuleUnavailableException(Module, new InvalidDataException("it answered a question for policies with other ones"));
        }
        catch (Exception exception) when (exception is OperationCanceledException or RefusalException or IOException)
        {
            // Only the look-up's own deadline cancels; to those who wait, that is a module that does not answer.
            throw new ModuleUnavailableException(Module, exception);
        }
    }

    // In modules it is always somebody of a tenant who acts.
    public Task<VersionedPolicies> FindInstallationAsync(TenantContext origin, CancellationToken cancellationToken) => throw new NotSupportedException("Operators use nothing in modules.");
}
