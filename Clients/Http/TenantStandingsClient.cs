using System.Net.Http.Json;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Clients.Http;

/// <summary>Asks the tenants module over HTTP, in this module's own name.</summary>
/// <param name="http">Client of the module <c>tenants</c>.</param>
/// <param name="time">For the deadline.</param>
internal sealed class TenantStandingsClient(HttpClient http, TimeProvider time) : ITenantStandings
{
    private const string Module = Operations.Tenants.Module;

    // Work that is due waits for the answer, and work that runs must be ended within two seconds.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    private static readonly Uri Path = new(Operations.Tenants.FindTenantStates.Path[1..], UriKind.Relative);

    public async Task<IReadOnlyList<TenantSnapshot>> FindAsync(IReadOnlyCollection<string> tenantIds, CancellationToken cancellationToken)
    {
        using var scope = TenantScope.Begin(TenantContext.Module);
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var found = new List<TenantSnapshot>(tenantIds.Count);
            foreach (var ids in tenantIds.Chunk(TenantsQuestion.Most).DefaultIfEmpty([]))
            {
                using var response = await http.PostAsJsonAsync(Path, new TenantsQuestion(ids), Json.Wire, linked.Token);
                var answer = await ModuleResponse.ReadAsync<TenantsAnswer>(Module, response, linked.Token);
                found.AddRange(answer.Tenants ?? throw new ModuleUnavailableException(Module));
            }

            return found;
        }
        catch (Exception exception) when (exception is RefusalException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new ModuleUnavailableException(Module, exception);
        }
    }
}
