using System.Net;
using Nanobot.Contracts.Models;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Rights.Known;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Clients.Http;

/// <summary>Asks the tenants module which models somebody has brought, in that one's name.</summary>
/// <param name="http">Client of the module <c>tenants</c>.</param>
internal sealed class OwnModelsClient(HttpClient http) : IOwnModelSource
{
    private const string Module = Operations.Tenants.Module;

    // The previous version answers nothing: then nobody has any.
    public async Task<OwnModels?> FindAsync(TenantContext origin, CancellationToken cancellationToken)
    {
        using var scope = TenantScope.Begin(origin);
        try
        {
            using var response = await http.GetAsync(new Uri(Operations.Tenants.GetOwnModels.Path[1..], UriKind.Relative), cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            return await ModuleResponse.ReadAsync<OwnModels>(Module, response, cancellationToken) is { Models: not null } answer && answer.TenantId == origin.TenantId && answer.UserId == origin.UserId
                ? answer
                : throw new ModuleUnavailableException(Module, new InvalidDataException("it answered a question for models with something else"));
        }
        catch (Exception exception) when (exception is OperationCanceledException or RefusalException or IOException)
        {
            // Only the look-up's own deadline cancels; to those who wait, that is a module that does not answer.
            throw new ModuleUnavailableException(Module, exception);
        }
    }
}
