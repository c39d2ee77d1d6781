using System.Net;
using System.Net.Http.Json;
using Nanobot.Contracts.Schedules;
using Nanobot.Platform.Core.Wire;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Clients.Http;

/// <summary>Asks the module over HTTP.</summary>
/// <param name="http">Client of the module <c>scheduler</c>.</param>
internal sealed class SchedulesClient(HttpClient http) : ISchedules
{
    private const int WholePage = 200;

    public async Task<ScheduleResource> CreateAsync(ScheduleRequest request, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(new Uri("schedule/jobs", UriKind.Relative), request, Json.Wire, cancellationToken);
        return await ModuleResponse.ReadAsync<ScheduleResource>("scheduler", response, cancellationToken);
    }

    public async Task<IReadOnlyList<ScheduleResource>> ListAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"schedule/jobs?limit={WholePage}", UriKind.Relative), cancellationToken);
        return (await ModuleResponse.ReadAsync<Page<ScheduleResource>>("scheduler", response, cancellationToken)).Items;
    }

    public async Task<bool> DeleteAsync(Guid jobId, CancellationToken cancellationToken)
    {
        using var response = await http.DeleteAsync(new Uri($"schedule/jobs/{jobId}", UriKind.Relative), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        await ModuleResponse.AcceptAsync("scheduler", response, cancellationToken);
        return true;
    }
}
