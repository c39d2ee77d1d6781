using System.Net.Http.Json;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Clients.Http;

/// <summary>Tells the tenants module over HTTP, in this module's own name.</summary>
/// <param name="http">Client of the module <c>tenants</c>.</param>
/// <param name="time">For the deadline.</param>
internal sealed class AuditKeeperClient(HttpClient http, TimeProvider time) : IAuditKeeper
{
    private const string Module = Operations.Tenants.Module;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private static readonly Uri Path = new(Operations.Tenants.RecordChanges.Path[1..], UriKind.Relative);

    public async Task KeepAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        using var scope = TenantScope.Begin(TenantContext.Module);
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await http.PostAsJsonAsync(Path, new AuditBatch(entries), Json.Wire, linked.Token);
            response.EnsureSuccessStatusCode();
        }
        catch (Exception exception) when (exception is HttpRequestException or RefusalException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new ModuleUnavailableException(Module, exception);
        }
    }
}
