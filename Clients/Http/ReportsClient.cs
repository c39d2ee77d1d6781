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
    private const int MostPages = 5;

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

    // Rows that cannot be read take places, and a search looks for some time: a page may have nothing although others stand behind it.
    public async Task<Page<ReportResource>> ListAsync(int limit, SearchWords? search, CancellationToken cancellationToken)
    {
        var list = $"reports?limit={limit}{(search is null ? "" : $"&q={Uri.EscapeDataString(search.Value)}")}";
        var page = await PageAsync(list, cancellationToken);
        for (var pages = 1; page.Items.Count == 0 && page.NextCursor is { } cursor && pages < MostPages; pages++)
        {
            page = await PageAsync($"{list}&cursor={cursor}", cancellationToken);
        }

        return page;
    }

    private async Task<Page<ReportResource>> PageAsync(string address, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(address, UriKind.Relative), cancellationToken);
        return await ModuleResponse.ReadAsync<Page<ReportResource>>("reports", response, cancellationToken);
    }
}
