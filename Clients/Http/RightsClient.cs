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

    public Task<PolicySources?> FindAsync(string tenantId, TenantContext origin, CancellationToken cancellationToken) =>
        AskAsync<PolicySources>(Operations.Tenants.GetOwnPolicySources, origin,
            sources => sources is { Installation.Policies: not null, Tenant.Policies: not null } && sources.TenantId == tenantId, cancellationToken);

    // The module answers of whoever it is asked by, and the previous version of it nothing: then nobody has attributes of its own.
    public Task<SubjectAttributes?> FindAttributesAsync(Subject subject, TenantContext origin, CancellationToken cancellationToken) =>
        AskAsync<SubjectAttributes>(Operations.Tenants.GetOwnAttributes, origin,
            answer => answer.TenantId == subject.TenantId && (subject.UserId is null || answer.UserId == subject.UserId) && (subject.KeyId is null || answer.KeyId == subject.KeyId),
            cancellationToken);

    // In modules it is always somebody of a tenant who acts.
    public Task<VersionedPolicies> FindInstallationAsync(TenantContext origin, CancellationToken cancellationToken) => throw new NotSupportedException("Operators use nothing in modules.");

    private async Task<T?> AskAsync<T>(Operation operation, TenantContext origin, Func<T, bool> isWhole, CancellationToken cancellationToken)
        where T : class
    {
        using var scope = TenantScope.Begin(origin);
        try
        {
            using var response = await http.GetAsync(new Uri(operation.Path[1..], UriKind.Relative), cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            return await ModuleResponse.ReadAsync<T>(Module, response, cancellationToken) is { } answer && isWhole(answer)
                ? answer
                : throw new ModuleUnavailableException(Module, new InvalidDataException("it answered a question for policies with something else"));
        }
        catch (Exception exception) when (exception is OperationCanceledException or RefusalException or IOException)
        {
            // Only the look-up's own deadline cancels; to those who wait, that is a module that does not answer.
            throw new ModuleUnavailableException(Module, exception);
        }
    }
}
