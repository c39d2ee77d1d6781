using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Gateway.Audit;

/// <summary>Hands entries to the tenants module, as the gateway. The same batch again is kept once.</summary>
internal sealed class AuditClient(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    public async Task SendAsync(AuditBatch batch, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var scope = TenantScope.Begin(TenantContext.Gateway);
        using var response = await http.PostAsJsonAsync(new Uri(Operations.Tenants.RecordAudit.Path[1..], UriKind.Relative), batch, Json.Wire, linked.Token);
        response.EnsureSuccessStatusCode();
    }
}
