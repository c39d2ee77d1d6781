using System.Net;
using System.Net.Http.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Clients.Http;

/// <summary>Asks the module over HTTP.</summary>
/// <param name="http">Client of the module <c>reports</c>.</param>
internal sealed class ReportsClient(HttpClient http) : IReports
{
    public async Task<ReportAccepted> RequestAsync(ReportRequest request, ReportOrigin origin, string idempotencyKey, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("reports", UriKind.Relative))
        {
            Content = JsonContent.Create(request, options: Json.Wire),
        };
        message.Headers.Add("Idempotency-Key", idempotencyKey);
        message.Headers.Add(TenantHeaders.Origin, origin.Value);
        using var response = await http.SendAsync(message, cancellationToken);
        return await ModuleResponse.ReadAsync<ReportAccepted>("reports", response, cancellationToken);
    }

    public async Task<ReportResource?> FindAsync(Guid reportId, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"reports/{reportId}", UriKind.Relative), cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await ModuleResponse.ReadAsync<ReportResource>("reports", response, cancellationToken);
    }

    public async Task<Page<ReportResource>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"reports?limit={limit}", UriKind.Relative), cancellationToken);
        return await ModuleResponse.ReadAsync<Page<ReportResource>>("reports", response, cancellationToken);
    }
}
