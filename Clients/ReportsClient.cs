using System.Net;
using System.Net.Http.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Clients;

/// <summary>The reports module's facade. Calls run in the current tenant scope, as its user.</summary>
/// <param name="http">Client of the module <c>reports</c>.</param>
public sealed class ReportsClient(HttpClient http)
{
    /// <summary>
    /// Asks for a report; the same <paramref name="idempotencyKey"/> gives the same report. <paramref name="origin"/> says at
    /// which door the user asked, for example <c>chat</c>; no client of the gateway can say it.
    /// </summary>
    /// <exception cref="ModuleUnavailableException">The module does not answer.</exception>
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

    /// <summary>One report with its content, or null where the user has none with that id.</summary>
    public async Task<ReportResource?> FindAsync(Guid reportId, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"reports/{reportId}", UriKind.Relative), cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await ModuleResponse.ReadAsync<ReportResource>("reports", response, cancellationToken);
    }

    /// <summary>The user's newest reports, without content.</summary>
    public async Task<Page<ReportResource>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"reports?limit={limit}", UriKind.Relative), cancellationToken);
        return await ModuleResponse.ReadAsync<Page<ReportResource>>("reports", response, cancellationToken);
    }
}
